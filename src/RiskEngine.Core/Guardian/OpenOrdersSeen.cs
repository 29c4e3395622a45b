using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What one look at the open orders showed, of ours and of others; the ledger has learned from it.</summary>
/// <param name="HasOpen">Whether it showed an order of ours that nothing has called closed.</param>
/// <param name="IsAnythingOurs">Whether it showed that, or one that was called closed, may be ours, or cannot be read.</param>
/// <param name="HasStrangers">Whether it showed one that nobody has named to us.</param>
/// <param name="Suspects">Orders that may be ours, ascending.</param>
/// <param name="Others">Orders that are not known as ours, ascending; empty where only our own are looked at.</param>
internal sealed record OpenOrdersSeen(
    bool HasOpen,
    bool IsAnythingOurs,
    bool HasStrangers,
    ValueList<OrderId> Suspects,
    ValueList<OrderId> Others
)
{
    /// <summary>What the look said of <see cref="Suspects"/> and <see cref="Others"/>.</summary>
    internal ImmutableDictionary<OrderId, OrderTerms> Strangers { get; private init; } =
        ImmutableDictionary<OrderId, OrderTerms>.Empty;

    internal static OpenOrdersSeen In(Turn turn, OpenAttempt look, ExchangeAnswer.OpenOrdersRead read)
    {
        var state = turn.State;
        foreach (var report in read.Closed)
            OrderReports.LearnClosed(turn, report);
        AddOurs(turn, look, read);
        var listed = read.Orders.Select(order => order.Id).ToHashSet();
        ObserveLag(turn, look, listed);
        CloseWhatAFresherListMisses(turn, read, listed);
        Mark(turn, look, read, listed);
        state.Ledger = state.Ledger.Suspect(listed, look.DispatchedAt);

        var ledger = state.Ledger;
        var strangers = listed
            .Where(id => !ledger.Open.ContainsKey(id) && !ledger.Closed.ContainsKey(id))
            .OrderBy(id => id)
            .ToList();
        var suspects = strangers.Where(ledger.MayBeOurs).ToValueList();
        var hasOpen = listed.Any(ledger.Open.ContainsKey);
        return new OpenOrdersSeen(
            hasOpen,
            hasOpen || suspects.Count > 0 || read.Unreadable > 0 || listed.Any(ledger.Closed.ContainsKey),
            strangers.Count > 0,
            suspects,
            state.Limits.Verification == VerificationMode.Account ? strangers.Except(suspects).ToValueList() : []
        )
        {
            Strangers = TermsOf(read, state.Limits.Verification == VerificationMode.Account ? strangers : suspects),
        };
    }

    private static ImmutableDictionary<OrderId, OrderTerms> TermsOf(
        ExchangeAnswer.OpenOrdersRead read,
        IReadOnlyCollection<OrderId> orders
    )
    {
        if (orders.Count == 0)
            return ImmutableDictionary<OrderId, OrderTerms>.Empty;
        var wanted = orders.ToHashSet();
        var terms = ImmutableDictionary.CreateBuilder<OrderId, OrderTerms>();
        foreach (var order in read.Orders)
            if (wanted.Contains(order.Id))
                terms[order.Id] = order.Terms;
        return terms.ToImmutable();
    }

    /// <summary>An order under our name is ours, whoever placed it; and where the account is ours, every order is.</summary>
    private static void AddOurs(Turn turn, OpenAttempt look, ExchangeAnswer.OpenOrdersRead read)
    {
        var (state, limits) = (turn.State, turn.Limits);
        if (!limits.OthersOpenOurs)
            return;
        foreach (var order in read.Orders)
            if (limits.AccountIsOurs || HasPrefix(order, limits.ClientOrderIdPrefix))
                state.Ledger = state.Ledger.Add(
                    order.Id,
                    new LedgerOrder(OrderOrigin.Listed, look.DispatchedAt, look.DispatchedAt)
                    {
                        SeenOpenAt = look.DispatchedAt,
                        WasListed = true,
                        Terms = order.Terms,
                    },
                    limits
                );
    }

    private static bool HasPrefix(OpenOrder order, string prefix) =>
        prefix.Length > 0 && order.ClientId?.Value.StartsWith(prefix, StringComparison.Ordinal) == true;

    /// <summary>A list lags that showed an order only after it had missed it, or that shows one which was called closed.</summary>
    private static void ObserveLag(Turn turn, OpenAttempt look, HashSet<OrderId> listed)
    {
        var (ledger, lag) = (turn.State.Ledger, TimeSpan.Zero);
        foreach (var id in listed)
            if (ledger.Open.TryGetValue(id, out var open) && open.MissedAt is { } missed)
                Consider(missed - open.KnownAt);
            else if (ledger.Closed.TryGetValue(id, out var closed))
                Consider(look.DispatchedAt - closed.At);
        if (lag > TimeSpan.Zero)
            turn.State.ListLag = turn.State.ListLag.Observe(lag, turn.Running);

        void Consider(TimeSpan behind) => lag = behind > lag ? behind : lag;
    }

    /// <summary>
    /// A list that shows an order, or names it as gone, knows everything that was acknowledged before that order's request
    /// left: what it does not show of it is closed. Only where the exchange's lists are whole, and of orders that they know.
    /// </summary>
    private static void CloseWhatAFresherListMisses(
        Turn turn,
        ExchangeAnswer.OpenOrdersRead read,
        HashSet<OrderId> listed
    )
    {
        var state = turn.State;
        if (!state.Limits.Capabilities.ListsAreWhole || read.Unreadable > 0)
            return;
        var knows = TimeSpan.MinValue;
        foreach (var id in listed.Concat(read.Closed.Select(report => report.Id)))
            if (DispatchOf(state.Ledger, id) is { } at && at > knows)
                knows = at;
        var closed = state
            .Ledger.Open.Where(order =>
                order.Value.KnownAt <= knows
                && !listed.Contains(order.Key)
                && order.Value.MayBeMissed(state.Limits.Capabilities)
            )
            .Select(order => order.Key)
            .ToList();
        state.Ledger = state.Ledger.Close(closed, OrderEnd.Gone, turn.Running, state.Limits);
    }

    /// <summary>When the request left that placed an order, as far as its own answer told; null: nobody knows.</summary>
    private static TimeSpan? DispatchOf(OrderLedger ledger, OrderId id)
    {
        var order = ledger.Open.GetValueOrDefault(id) ?? ledger.Closed.GetValueOrDefault(id)?.Was;
        return order is { Origin: OrderOrigin.Acknowledged } ? order.DispatchedAt : null;
    }

    private static void Mark(Turn turn, OpenAttempt look, ExchangeAnswer.OpenOrdersRead read, HashSet<OrderId> listed)
    {
        var (state, at) = (turn.State, look.DispatchedAt);
        var open = state.Ledger.Open.ToBuilder();
        foreach (var shown in read.Orders)
            if (open.TryGetValue(shown.Id, out var order))
                open[shown.Id] = order with
                {
                    SeenOpenAt = Later(order.SeenOpenAt, at),
                    WasListed = true,
                    Terms = order.Terms.With(shown.Terms),
                };
        foreach (var (id, order) in state.Ledger.Open)
            if (!listed.Contains(id) && order.KnownAt <= at && order.MayBeMissed(state.Limits.Capabilities))
                open[id] = order with { MissedAt = Later(order.MissedAt, at) };
        state.Ledger = state.Ledger with { Open = open.ToImmutable() };
        foreach (var (id, order) in state.Ledger.Closed)
            if (listed.Contains(id) && at > order.At)
                state.Ledger = state.Ledger.StillListed(id, at, state.Limits.ListLagLimit);
            else if (order.ListedAt < at)
                state.Ledger = state.Ledger.NoLongerListed(id);
    }

    private static TimeSpan Later(TimeSpan? one, TimeSpan other) => one is { } known && known > other ? known : other;
}
