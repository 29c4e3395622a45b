namespace RiskEngine.Core;

/// <summary>Which order is canceled by itself next, after a session-wide cancel was accepted, and what its answer means.</summary>
internal static class RemainingOrders
{
    /// <summary>
    /// Those that were seen open come first, then the oldest. Of orders that are merely not accounted for, none is asked
    /// where there are more than could be: hundreds of requests at a few a second prove nothing before the deadline.
    /// </summary>
    /// <param name="state">What is known.</param>
    /// <param name="isAwaited">Whether an accepted cancel waits for proof; else only those count that outlived one.</param>
    /// <returns>The order, and from when it may be canceled; null: none is to be.</returns>
    internal static (OrderId Order, TimeSpan From)? Next(GuardianState state, bool isAwaited)
    {
        var ledger = state.Ledger;
        if (ledger.Open.IsEmpty)
            return null;
        var asksUnseen = isAwaited && ledger.Open.Count(order => !IsShown(order.Value)) <= state.Limits.MaxOrdersAsked;
        ((bool IsUnseen, TimeSpan From, TimeSpan KnownAt, OrderId Id) Key, OrderId Id)? best = null;
        foreach (var (id, order) in ledger.Open)
        {
            if (!ledger.MustGo.Contains(id) && !(isAwaited && (IsShown(order) || asksUnseen)))
                continue;
            var key = (!IsShown(order), order.Retry.NotBefore ?? TimeSpan.MinValue, order.KnownAt, id);
            if (best is null || Compare(key, best.Value.Key) < 0)
                best = (key, id);
        }

        return best is { } next ? (next.Id, next.Key.From) : null;
    }

    /// <summary>It is canceled; but where the answer to that did not say how it stands, it is asked how it does.</summary>
    internal static ExchangeRequest Asked(GuardianState state, OrderId order) =>
        state.Ledger.Open[order].IsUnsaid && Housekeeping.MayAsk(state)
            ? new ExchangeRequest.ReadOrderStatus(order)
            : new ExchangeRequest.CancelOrder(order);

    /// <summary>An answer about one order, which was asked for by its id.</summary>
    internal static void Resolve(Turn turn, OpenAttempt attempt, OrderId order, ExchangeAnswer answer)
    {
        switch (answer)
        {
            case ExchangeAnswer.OrderCancelAccepted { Order: var report } when report.Id == order:
                Learn(turn, attempt, report, answer);
                break;
            case ExchangeAnswer.OrderStatusRead { Order: var report } when report.Id == order:
                Learn(turn, attempt, report, answer);
                break;
            case ExchangeAnswer.Refused { Reason: RefusedReason.OrderNotFound }:
                NotFound(turn, order, answer);
                break;
            case ExchangeAnswer.Refused refused:
                // A refusal of the question says nothing of the order.
                AskAgain(
                    turn,
                    order,
                    answer,
                    isStillThere: attempt.Asks<ExchangeRequest.CancelOrder>()
                        && refused.Reason.Finality() == RefusalFinality.Final
                );
                break;
            // An answer that names another order is no answer to what was asked.
            case ExchangeAnswer.OrderCancelAccepted
            or ExchangeAnswer.OrderStatusRead
            or ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown:
                AskAgain(turn, order, answer, isStillThere: false);
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    private static void Learn(Turn turn, OpenAttempt attempt, OrderReport report, ExchangeAnswer answer)
    {
        OrderReports.Learn(turn, report, attempt.DispatchedAt);
        if (report.IsClosed)
            return;
        var (isStillThere, isUnsaid) = report.Standing switch
        {
            OrderStanding.Live => (true, false),
            OrderStanding.Unknown => (false, answer is ExchangeAnswer.OrderCancelAccepted),
            OrderStanding.Canceled or OrderStanding.Filled or OrderStanding.Closed => (false, false),
        };
        AskAgain(turn, report.Id, answer, isStillThere, isUnsaid);
    }

    private static void NotFound(Turn turn, OrderId id, ExchangeAnswer answer)
    {
        var state = turn.State;
        if (!state.Ledger.Open.TryGetValue(id, out var order))
            return;
        // A young order may not have reached the part of the exchange that was asked, and one of another kind never does.
        if (
            turn.Running - order.KnownAt >= state.Limits.YoungOrderAge
            && !order.IsSeenOpen
            && order.MayBeMissed(state.Limits.Capabilities)
        )
            state.Ledger = state.Ledger.Close([id], OrderEnd.Gone, turn.Running, state.Limits);
        else
            AskAgain(turn, id, answer, isStillThere: false);
    }

    private static void AskAgain(
        Turn turn,
        OrderId id,
        ExchangeAnswer answer,
        bool isStillThere,
        bool isUnsaid = false
    ) =>
        turn.State.Ledger = turn.State.Ledger.Change(
            id,
            order =>
                order with
                {
                    Retry = turn.After(order.Retry, answer),
                    TimesStillThere = order.TimesStillThere + (isStillThere ? 1 : 0),
                    IsUnsaid = isUnsaid,
                }
        );

    private static bool IsShown(LedgerOrder order) => order.IsSeenOpen || order.IsRejected;

    /// <summary>One that may go now comes before one that has to wait, whatever else is known of them.</summary>
    private static int Compare(
        (bool IsUnseen, TimeSpan From, TimeSpan KnownAt, OrderId Id) one,
        (bool IsUnseen, TimeSpan From, TimeSpan KnownAt, OrderId Id) other
    ) =>
        one.From != other.From ? one.From.CompareTo(other.From)
        : one.IsUnseen != other.IsUnseen ? one.IsUnseen.CompareTo(other.IsUnseen)
        : one.KnownAt != other.KnownAt ? one.KnownAt.CompareTo(other.KnownAt)
        : one.Id.CompareTo(other.Id);
}
