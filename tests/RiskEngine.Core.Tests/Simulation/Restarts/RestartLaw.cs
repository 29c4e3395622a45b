namespace RiskEngine.Core.Tests.Simulation;

/// <summary>
/// The law: Canceled is never said while an order is open that this guardian, or one before it in any process, had an
/// acknowledgment for.
/// </summary>
/// <remarks>
/// One exception, counted apart: what a killed process had been told within <see cref="MostBehind"/> of its end, and had not
/// written yet, on a list that lags for longer than <c>list-lag-limit</c>. Nobody is left who knows of such an order, and
/// nothing shows it in time. An order whose kind no list shows is known by the store alone: it is excused too where the store
/// had failed to take it before its process was killed, or to give it to a process since.
/// </remarks>
internal sealed class RestartLaw(WorldPlan plan, ModelExchange exchange, StoredOrders store)
{
    private readonly Dictionary<OrderId, (int Process, TimeSpan At)> _acknowledged = [];
    private readonly Dictionary<int, TimeSpan> _killed = [];
    private int _lastUnread;
    private TimeSpan? _canceledAt;

    /// <summary>How far a killed process's writing may be behind, and no further: until the write begins, and for as long as it takes.</summary>
    internal static readonly TimeSpan MostBehind = Given.Ms(50);

    /// <summary>How many orders were open then.</summary>
    internal int OrdersExcused { get; private set; }

    /// <summary>How often Canceled was said.</summary>
    internal int Canceled { get; private set; }

    /// <summary>How often it was said with an order open that the exception excuses.</summary>
    internal int Excused { get; private set; }

    /// <summary>How often it was said by a guardian that had a predecessor.</summary>
    internal int CanceledBySuccessor { get; private set; }

    internal void Acknowledged(ExchangeAnswer.PrivateAccepted accepted, int process, TimeSpan now)
    {
        foreach (var order in accepted.Placed)
            _acknowledged.TryAdd(order.Id, (process, now));
    }

    /// <summary>A process came up that could not read the store.</summary>
    internal void NotRead(int process) => _lastUnread = process;

    internal void Killed(int process, TimeSpan now) => _killed[process] = now;

    internal void Answered(SessionCancelOutcome outcome, int process, TimeSpan now)
    {
        if (outcome is not SessionCanceled canceled)
            return;
        _canceledAt = now;
        Canceled++;
        CanceledBySuccessor += process > 1 ? 1 : 0;
        foreach (var order in canceled.Canceled.Concat(canceled.Filled).Concat(canceled.Gone))
            if (exchange.IsOpen(order, now))
                throw new LawBroken($"{order} is said to be closed, and is open ({canceled.Proof}).");
        var open = _acknowledged.Where(order => exchange.IsOpen(order.Key, now)).ToArray();
        foreach (var (order, told) in open)
            if (!IsExcused(order, told.Process, told.At))
                throw new LawBroken(
                    $"Canceled at {now} ({canceled.Proof}, process {process}), but {order} is open, which process {told.Process} was told of at {told.At}."
                );
        Excused += open.Length > 0 ? 1 : 0;
        OrdersExcused += open.Length;
    }

    /// <summary>What was proven empty stays so, however late an order arrives that had left before.</summary>
    internal void Landed(TimeSpan leftAt, TimeSpan now)
    {
        if (leftAt < _canceledAt && _canceledAt < now)
            throw new LawBroken($"An order that left at {leftAt} landed at {now}, after Canceled at {_canceledAt}.");
    }

    private bool IsExcused(OrderId order, int process, TimeSpan toldAt) =>
        exchange.IsHidden(order)
            ? _lastUnread > process
                || (IsUnwritten(order, process, toldAt) && (plan.StoreFault != 0 || IsBehind(process, toldAt)))
            : IsUnwritten(order, process, toldAt)
                && IsBehind(process, toldAt)
                && plan.Venue!.ListLag > plan.Limits.ListLagLimit;

    private bool IsUnwritten(OrderId order, int process, TimeSpan toldAt) =>
        _killed.TryGetValue(process, out var killedAt) && toldAt <= killedAt && !store.HasHad(order);

    private bool IsBehind(int process, TimeSpan toldAt) => _killed[process] - toldAt <= MostBehind;
}

internal sealed class LawBroken(string what) : Exception(what);
