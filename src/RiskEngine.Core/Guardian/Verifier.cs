using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>Looks at the open orders after an acceptance, cancels what is left one by one, and looks again.</summary>
internal static class Verifier
{
    internal static void Dispatch(Turn turn)
    {
        if (!IsWanted(turn.State))
        {
            if (turn.State.Verification != Verification.None)
                turn.State.Verification = Verification.None;
            return;
        }

        CancelLeftovers(turn);
        if (!MayLook(turn.State) || turn.State.Verification.Retry.Holds(turn.Running))
            return;
        if (turn.Send(Lane.Cancel, new ExchangeRequest.ReadOpenOrders()) is Turn.Dispatch.Held(var retryAfter))
            LookAgain(turn, turn.State.Verification.Retry.Until(turn.Running + retryAfter, isBinding: true));
    }

    internal static TimeSpan? NextDispatchAt(GuardianState state) =>
        IsWanted(state) && MayLook(state) ? state.Verification.Retry.NotBefore : null;

    /// <summary>A session-wide cancel was accepted: whatever was seen before it counts no more.</summary>
    internal static void StartOver(Turn turn)
    {
        if (turn.Limits.Verification == VerificationMode.None)
            return;
        var before = turn.State.Verification;
        turn.State.Verification = Verification.None with
        {
            Since = before.Since ?? turn.Running,
            BegunAt = turn.Running,
            Canceled = before.Canceled,
            Gone = before.Gone,
        };
    }

    internal static void ResolveLook(Turn turn, OpenAttempt look, ExchangeAnswer answer)
    {
        switch (answer)
        {
            case ExchangeAnswer.OpenOrdersRead read:
                See(turn, look, read);
                break;
            case ExchangeAnswer.Refused refused when refused.Reason.Finality() is RefusalFinality.Final:
                turn.State.Verification = turn.State.Verification with { Refusal = refused };
                break;
            case ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown:
                LookAgain(turn, turn.After(turn.State.Verification.Retry, answer));
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    internal static void ResolveDirectCancel(Turn turn, OrderId order, ExchangeAnswer answer)
    {
        // Anything but a clear success is left to the next look, which sees what is really there.
        if (
            answer is ExchangeAnswer.OrderCancelAccepted { Order.Standing: OrderStanding.Canceled }
            && !turn.State.Verification.Canceled.Contains(order)
        )
            turn.State.Verification = turn.State.Verification with
            {
                Canceled = turn.State.Verification.Canceled.Add(order),
            };
    }

    private static void See(Turn turn, OpenAttempt look, ExchangeAnswer.OpenOrdersRead read)
    {
        var (state, open) = (turn.State, read.Orders);
        var before = state.Verification.Sightings;
        var leftovers = Leftovers.Among(open, state);
        // An entry that cannot be read may be any order: then nobody is absent.
        var isWhole = read.Unreadable == 0;
        var own = isWhole ? state.OwnOrders.AfterLook(open, look.DispatchedAt) : state.OwnOrders;
        var isFresh = look.DispatchedAt >= state.Verification.BegunAt;
        state.Cancels = state.Cancels.ConvertAll(pending =>
            pending.AcceptedAt is { } acceptedAt && acceptedAt <= look.DispatchedAt
                ? pending with
                {
                    QuietLooks = isWhole && leftovers.Seen.IsEmpty ? pending.QuietLooks + 1 : 0,
                }
                : pending
        );
        state.Verification = state.Verification with
        {
            Retry = Backoff.None.Until(turn.Running + state.Limits.VerifyPause, isBinding: true),
            // An older look may have seen what the latest cancel has taken since.
            Sightings = isFresh
                ? leftovers.Seen.ToImmutableDictionary(order => order, order => before.GetValueOrDefault(order) + 1)
                : before,
            ToCancel = [.. leftovers.ToCancel],
            Gone = state.Verification.Gone.AddRange(
                state
                    .OwnOrders.Known.Where(known => !own.Known.ContainsKey(known.Key))
                    .OrderBy(known => known.Key.Value)
                    .Select(known => new Verification.GoneOrder(known.Key, known.Value.Since))
            ),
        };
        state.OwnOrders = own;
    }

    private static void CancelLeftovers(Turn turn)
    {
        while (
            !turn.State.Verification.ToCancel.IsEmpty
            && turn.State.Open.CountOf(open => open.Asks<ExchangeRequest.CancelOrder>())
                < turn.Limits.DirectCancelsAtOnce
        )
        {
            var rest = turn.State.Verification.ToCancel.Dequeue(out var order);
            if (turn.Send(Lane.Cancel, new ExchangeRequest.CancelOrder(order)) is Turn.Dispatch.Held)
                return;
            turn.State.Verification = turn.State.Verification with { ToCancel = rest };
        }
    }

    private static bool IsWanted(GuardianState state) =>
        state.Limits.Verification != VerificationMode.None
        && state.Cancels.Exists(pending => pending.AcceptedAt is not null);

    private static bool MayLook(GuardianState state) =>
        // An order request that is out need not be waited for: it can land no more, and if it landed before the cancel,
        // then the exchange has named its order.
        state.Verification.Refusal
            is null
        // Nor a look of another purpose: it left before any of the cancels was accepted and proves nothing of them.
        && !state.Open.Exists(open =>
            open.Asks<ExchangeRequest.CancelOrder>()
            || (open.Asks<ExchangeRequest.ReadOpenOrders>() && !(open.DispatchedAt < state.Verification.Since))
        );

    private static void LookAgain(Turn turn, Backoff retry) =>
        turn.State.Verification = turn.State.Verification with { Retry = retry };
}
