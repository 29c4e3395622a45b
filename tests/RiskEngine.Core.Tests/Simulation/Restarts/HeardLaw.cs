namespace RiskEngine.Core.Tests.Simulation;

/// <summary>
/// The other half of the law: what a process was told of an order, in words, it does not deny. An order that was called
/// closed is not named as open or left, nor as unaccounted for; an acceptance without lists is not called a whole listing;
/// and an order that turns out to be live after Canceled is told, and canceled.
/// </summary>
/// <remarks>
/// An order that was called closed may be named all the same where a list showed it after that: as unaccounted for at once,
/// since one of the two is wrong, and as open when the list is later than it may lag.
/// </remarks>
internal sealed class HeardLaw(WorldPlan plan, ModelExchange exchange)
{
    /// <summary>By when an order that outlived a cancel is gone: once it can be found by itself, and whatever the wire loses meanwhile.</summary>
    internal TimeSpan LongestChase { get; } = Given.Sec(plan.Fault == 0 ? 4 : 25);

    private readonly Dictionary<OrderId, TimeSpan> _acknowledged = [];
    private readonly Dictionary<OrderId, TimeSpan> _closed = [];
    private readonly Dictionary<OrderId, TimeSpan> _listed = [];
    private readonly HashSet<OrderId> _calledLive = [];
    private readonly HashSet<OrderId> _told = [];
    private readonly HashSet<AttemptId> _withoutLists = [];
    private TimeSpan? _cancelLeftAt;
    private TimeSpan? _canceledAt;

    /// <summary>What left before is answered to nobody.</summary>
    internal TimeSpan From { get; private set; }

    /// <summary>Fewer are remembered than there may be: what is forgotten may be named.</summary>
    private bool Forgets => plan.Limits.MaxOwnOrders < 50;

    internal void ComesUp(TimeSpan now)
    {
        From = now;
        _acknowledged.Clear();
        _closed.Clear();
        _listed.Clear();
        _calledLive.Clear();
        _told.Clear();
        _withoutLists.Clear();
        (_cancelLeftAt, _canceledAt) = (null, null);
    }

    internal void LosesSender(TimeSpan now) => From = now;

    internal void Told(OrderId order) => _told.Add(order);

    internal void Heard(OutboundRequest request, TimeSpan leftAt, ExchangeAnswer answer, TimeSpan now)
    {
        if (answer is ExchangeAnswer.OpenOrdersRead shown)
            foreach (var order in shown.Orders)
                _listed[order.Id] = _listed.GetValueOrDefault(order.Id) > leftAt ? _listed[order.Id] : leftAt;
        if (answer is ExchangeAnswer.CancelAccepted { Listing: CancelListing.Incomplete })
            _withoutLists.Add(request.Attempt);
        if (answer is ExchangeAnswer.PrivateAccepted { Placed: var placed })
            foreach (var order in placed)
                _acknowledged.TryAdd(order.Id, now);
        // What was given up before it was answered is heard by nobody.
        if (leftAt < From || now - leftAt >= plan.Limits.AttemptTimeout)
            return;
        if (answer is ExchangeAnswer.CancelAccepted && !(_cancelLeftAt > leftAt))
            _cancelLeftAt = leftAt;
        foreach (var order in CalledClosed(request, answer, now))
            if (_acknowledged.ContainsKey(order))
                _closed.TryAdd(order, now);
    }

    private List<OrderId> CalledClosed(OutboundRequest request, ExchangeAnswer answer, TimeSpan now)
    {
        switch (answer)
        {
            case ExchangeAnswer.CancelAccepted accepted:
                return [.. accepted.Canceled];
            case ExchangeAnswer.OpenOrdersRead read:
                return [.. read.Closed.Select(report => report.Id)];
            case ExchangeAnswer.OrderCancelAccepted { Order: var report }:
                return Of(report);
            case ExchangeAnswer.OrderStatusRead { Order: var report }:
                return Of(report);
            case ExchangeAnswer.Refused { Reason: RefusedReason.OrderNotFound }:
                return
                    request.Request is ExchangeRequest.CancelOrder { Order: var order }
                    && _acknowledged.TryGetValue(order, out var since)
                    && now - since >= plan.Limits.YoungOrderAge
                    && !exchange.IsHidden(order)
                    && !_listed.ContainsKey(order)
                    && !_calledLive.Contains(order)
                    ? [order]
                    : [];
            default:
                return [];
        }

        List<OrderId> Of(OrderReport report)
        {
            if (report.IsClosed)
                return [report.Id];
            _calledLive.Add(report.Id);
            return [];
        }
    }

    internal void Answered(SessionCancelOutcome outcome, TimeSpan now)
    {
        if (outcome is SessionCanceled)
            _canceledAt = now;
        var listing = outcome switch
        {
            SessionCanceled canceled => canceled.Listing,
            SessionCancelPartial partial => partial.Listing,
            _ => CancelListing.Incomplete,
        };
        if (listing == CancelListing.Complete)
            foreach (var attempt in outcome.Effort.Attempts)
                if (_withoutLists.Contains(attempt.Id))
                    throw new LawBroken(
                        $"The listing is called complete, and request {attempt.Id} was answered without."
                    );
        if (Forgets)
            return;
        if (outcome is SessionCancelPartial { Open: var open, Rejects: var rejects })
            foreach (var order in open.Concat(rejects))
                if (IsClosed(order, plan.Limits.ListLagLimit, out var at))
                    throw new LawBroken($"At {now} {order} is said to be left, and was called closed at {at}.");
        foreach (var order in outcome.Unaccounted)
            if (IsClosed(order, TimeSpan.Zero, out var at))
                throw new LawBroken($"At {now} {order} is said to be unaccounted for, and was called closed at {at}.");
    }

    /// <summary>Whether an order turned out to be live whose request had left before a cancel that was answered Canceled.</summary>
    internal bool OutlivedACancel(OrderId order, TimeSpan leftAt, TimeSpan now)
    {
        var isLate =
            _canceledAt > _cancelLeftAt
            && leftAt < _cancelLeftAt
            && leftAt >= From
            && exchange.IsOpen(order, now)
            && !Forgets;
        if (isLate && !_told.Contains(order))
            throw new LawBroken(
                $"{order} was acknowledged at {now}, after Canceled at {_canceledAt}, and nobody was told."
            );
        return isLate;
    }

    internal void MustBeGone(OrderId order, TimeSpan now)
    {
        // One of a kind that is not found by itself is left to the next cancel of everything.
        if (!exchange.IsSticky(order) && !exchange.IsHidden(order) && exchange.IsOpen(order, now))
            throw new LawBroken($"{order} outlived a cancel, and is open at {now}, {LongestChase} after it was told.");
    }

    private bool IsClosed(OrderId order, TimeSpan listedFor, out TimeSpan at) =>
        _closed.TryGetValue(order, out at) && !(_listed.TryGetValue(order, out var listed) && listed > at + listedFor);
}
