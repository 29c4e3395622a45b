using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>Orders whose own answer was lost, and that were placed under a name: each is asked after by that name.</summary>
/// <remarks>
/// Until it is found, or can no longer land and is not, an order may be open that nobody has named: a cancel then has to wait
/// for the list to be quiet. What is found is known by its id from then on, as if its own answer had named it.
/// </remarks>
internal static class OrdersInDoubt
{
    /// <summary>How often one is asked after; then it counts as one that nobody can name.</summary>
    private const int MostQuestions = 10;

    /// <summary>Whether no order can be open that nobody has named.</summary>
    internal static bool AreNone(GuardianState state) => state.Ledger.IsWhole && state.InDoubt.IsEmpty;

    /// <summary>A request may have placed an order, and nobody will say so.</summary>
    /// <returns>Whether it can be asked after.</returns>
    internal static bool Note(Turn turn, OpenAttempt attempt)
    {
        var state = turn.State;
        if (
            state.Limits.Verification == VerificationMode.None
            || state.InDoubt.Length >= state.Limits.MaxGivenUp
            || state.Limits.Capabilities.NameOf((ExchangeRequest.SendPrivate)attempt.Request.Request) is not { } name
        )
        {
            state.Ledger = state.Ledger.Doubt();
            return false;
        }

        var landsUntil = Stragglers.LandsUntil(state, attempt.Request.Nonce, turn.Now);
        state.InDoubt = state.InDoubt.Add(
            new OrderInDoubt(
                attempt.Id,
                name,
                attempt.DispatchedAt,
                landsUntil,
                attempt.For!.Strategy,
                attempt.For.Endpoint
            )
        );
        return true;
    }

    /// <summary>The request's own answer came after all, and has named what it placed.</summary>
    internal static void Answered(Turn turn, AttemptId request) =>
        turn.State.InDoubt = turn.State.InDoubt.RemoveAll(order => order.Request == request);

    /// <summary>The one to be asked after next, and from when on; null: there is none.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="isAwaited">Whether an accepted cancel waits for proof; else only those count whose strategy is being stopped.</param>
    internal static (ExchangeRequest Question, TimeSpan From)? Next(GuardianState state, bool isAwaited)
    {
        OrderInDoubt? next = null;
        foreach (var order in state.InDoubt)
            if ((isAwaited || StrategyStops.AskAfter(state, order)) && (next is null || order.AskFrom < next.AskFrom))
                next = order;
        return next is null ? null : (new ExchangeRequest.ReadOrdersByName(next.Name), next.AskFrom);
    }

    internal static void Resolve(Turn turn, OpenAttempt question, ClientOrderId name, ExchangeAnswer answer)
    {
        foreach (var order in turn.State.InDoubt)
            if (order.Name == name && order.Request < question.Id)
                Resolve(turn, question, order, answer);
    }

    private static void Resolve(Turn turn, OpenAttempt question, OrderInDoubt order, ExchangeAnswer answer)
    {
        switch (answer)
        {
            case ExchangeAnswer.OrdersByNameRead read when Found(turn.State, order, read) is { } found:
                Drop(turn, order);
                OrderReports.LearnPlaced(
                    turn,
                    found,
                    new OrderReports.PlacedBy(order.DispatchedAt, order.Strategy, order.EnteredBy)
                );
                break;
            case ExchangeAnswer.OrdersByNameRead:
            case ExchangeAnswer.Refused { Reason: RefusedReason.OrderNotFound }:
                NotFound(turn, question, order);
                break;
            case ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown:
                AskAgain(turn, order, order with { Retry = turn.After(order.Retry, answer) });
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    /// <summary>
    /// The order among those of its name; null: none of them is it. A name may be used again: one that was known before the
    /// request left, or was placed before, is another.
    /// </summary>
    private static OrderReport? Found(GuardianState state, OrderInDoubt order, ExchangeAnswer.OrdersByNameRead read)
    {
        foreach (var report in read.Orders)
            if (!WasKnown(report.Id) && IsOfTheTime(report))
                return report;
        return null;

        bool WasKnown(OrderId id) =>
            state.Ledger.Open.GetValueOrDefault(id)?.KnownAt <= order.DispatchedAt
            || state.Ledger.Closed.GetValueOrDefault(id)?.At <= order.DispatchedAt;

        // Where the exchange does not tell the time, one that is open is ours under the name that we gave it.
        bool IsOfTheTime(OrderReport report) =>
            report.Terms.PlacedAt is { } placed
                ? state.Clock.RunningAt(placed).Plus(ExchangeClock.Tolerance) >= order.DispatchedAt
                : !report.IsClosed;
    }

    /// <summary>
    /// Not there: it never landed, has not yet, or the part of the exchange that was asked does not know it so far. The
    /// question's own nonce fences it off where nonces must rise; else its window has to end first.
    /// </summary>
    private static void NotFound(Turn turn, OpenAttempt question, OrderInDoubt order)
    {
        if (order.MissedAt is { } missed && question.DispatchedAt - missed >= turn.Limits.YoungOrderAge)
        {
            Drop(turn, order);
            return;
        }

        var mayLand = turn.Running < order.LandsUntil;
        var since = order.MissedAt ?? (mayLand ? null : turn.Running);
        var from = since is { } from0 ? from0 + turn.Limits.YoungOrderAge : order.LandsUntil;
        AskAgain(turn, order, order with { MissedAt = since, Retry = Backoff.None, NotBefore = from });
    }

    private static void AskAgain(Turn turn, OrderInDoubt before, OrderInDoubt after)
    {
        if (before.Asked + 1 < MostQuestions)
        {
            turn.State.InDoubt = turn.State.InDoubt.Replace(before, after with { Asked = before.Asked + 1 });
            return;
        }

        Drop(turn, before);
        if (turn.State.GivenUpRequests.Find(request => request.Id == before.Request) is { } lost)
            turn.State.GivenUpRequests = turn.State.GivenUpRequests.Replace(lost, lost with { IsNameless = true });
        turn.State.Ledger = turn.State.Ledger.Doubt();
    }

    private static void Drop(Turn turn, OrderInDoubt order) => turn.State.InDoubt = turn.State.InDoubt.Remove(order);
}

/// <summary>An order whose own answer was lost.</summary>
/// <param name="Request">The request that may have placed it.</param>
/// <param name="Name">Its name.</param>
/// <param name="DispatchedAt">When the request left, on the running clock.</param>
/// <param name="LandsUntil">When it can no longer land, on the running clock; long ago where a later nonce fences it off.</param>
/// <param name="Strategy">Whose it is.</param>
/// <param name="EnteredBy">Where the request went.</param>
internal sealed record OrderInDoubt(
    AttemptId Request,
    ClientOrderId Name,
    TimeSpan DispatchedAt,
    TimeSpan LandsUntil,
    StrategyId Strategy,
    PrivateEndpoint EnteredBy
)
{
    /// <summary>How often it was asked after.</summary>
    internal int Asked { get; init; }

    /// <summary>When the first answer came that did not know it, and after which it could not land; null: none so far.</summary>
    internal TimeSpan? MissedAt { get; init; }

    /// <summary>From when on an answer would tell more than the last one.</summary>
    internal TimeSpan NotBefore { get; init; } = TimeSpan.MinValue;

    /// <summary>When it may be asked after again, after a question that came to nothing.</summary>
    internal Backoff Retry { get; init; } = Backoff.None;

    internal TimeSpan AskFrom => Retry.NotBefore is { } retry && retry > NotBefore ? retry : NotBefore;
}
