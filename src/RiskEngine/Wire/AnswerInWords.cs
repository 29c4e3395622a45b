using Akka.Actor;

namespace RiskEngine;

/// <summary>Says an answer so that a process without the engine's serializer can read it.</summary>
internal static class AnswerInWords
{
    /// <summary>Far more than the answer to an order takes; a page of order history is of no use in an exception.</summary>
    private const int LongestJson = 2_000;

    private const int MostNamed = 20;

    /// <summary>A failure that names the missing package and what came of the command.</summary>
    internal static Status.Failure Of(object answer) =>
        new(
            new ArgumentException(
                "The engine's answers cannot be read in this process, since it wrote the command by Akka.NET's default serializer. "
                    + "Reference the package RiskEngine.Client, and add RiskEngineClient.Serializer to this system's configuration. "
                    + $"The command was taken all the same, and its outcome is: {Outcome(answer)}"
            )
        );

    private static string Outcome(object answer) =>
        answer switch
        {
            SessionCancelOutcome outcome =>
                $"{outcome.GetType().Name}, command {outcome.Command}, session {outcome.Session}: {Cancel(outcome)}",
            PrivateRequestOutcome outcome =>
                $"{outcome.GetType().Name}, command {outcome.Command}, session {outcome.Session}: {Request(outcome)}",
            NonceLeaseOutcome outcome =>
                $"{outcome.GetType().Name}, command {outcome.Command}, session {outcome.Session}: {Lease(outcome)}",
            StrategyWatched { IsWatched: true } watched =>
                $"StrategyWatched, session {watched.Session}: strategy {watched.Strategy} is watched.",
            StrategyWatched watched =>
                $"StrategyWatched, session {watched.Session}: strategy {watched.Strategy} is not watched; too many are.",
            SessionStatus status =>
                $"SessionStatus, session {status.Session}: {status.State.Name()}, {status.KnownOrders} orders known as open.",
            SessionUnknown unknown => $"SessionUnknown: the engine has no session {unknown.Session}.",
            KillSwitchEngaged engaged =>
                $"KillSwitchEngaged, command {engaged.Command}: {engaged.Engagement.Scope} is engaged ({engaged.Durability.Name()}); how its sessions' cancels end follows.",
            KillSwitchStatus { State: KillSwitchState.Clear } => "KillSwitchStatus: nothing is engaged.",
            KillSwitchStatus => "KillSwitchStatus: something is engaged, or the record cannot be read.",
            KillSwitchEngageDenied denied =>
                $"KillSwitchEngageDenied, command {denied.Command}: {denied.Reason.Name()}. Nothing was stopped.",
            KillSwitchCompleted completed =>
                $"KillSwitchCompleted, command {completed.Command}: {completed.Engagement.Scope} is engaged, and proven of all {completed.Applied.Total} sessions.",
            KillSwitchIncomplete incomplete =>
                $"KillSwitchIncomplete, command {incomplete.Command}: {incomplete.Engagement.Scope} is engaged, proven of {incomplete.Proven.Total} sessions and not of {Named(incomplete.Missing.Select(missing => missing.Session), incomplete.Missing.Omitted)}. Assume that their orders are open.",
            KillSwitchMatchesNothing nothing =>
                $"KillSwitchMatchesNothing, command {nothing.Command}: {nothing.Engagement.Scope} is engaged, and no session is in it.",
            KillSwitchReset reset =>
                $"KillSwitchReset, command {reset.Command}: {reset.Cleared.Total} engagements were reset.",
            KillSwitchResetApproved approved =>
                $"KillSwitchResetApproved, command {approved.Command}: another person has to agree; nothing is reset.",
            KillSwitchResetDenied denied =>
                $"KillSwitchResetDenied, command {denied.Command}: {denied.Reason.Name()}. Nothing was reset.",
            KillSwitchResetInDoubt doubt =>
                $"KillSwitchResetInDoubt, command {doubt.Command}: nobody knows whether it was stored. Nothing was reset here.",
            // A node's own answer, or one of a later build: better its name than silence.
            _ => $"{answer.GetType().Name}.",
        };

    private static string Cancel(SessionCancelOutcome outcome) =>
        outcome switch
        {
            SessionCanceled canceled =>
                $"no open orders, by {canceled.Proof.Name()}; {canceled.Canceled.Total} orders were canceled.",
            SessionCancelPartial partial =>
                $"orders are left: {Named(partial.Open.Concat(partial.Rejects).Distinct(), partial.Open.Omitted + partial.Rejects.Omitted)}.",
            SessionCancelDenied denied => $"{denied.Reason.Name()}. Nothing was sent to the exchange.",
            SessionCancelRejected rejected =>
                $"{rejected.Reason.Name()} ({rejected.Said}). The session's orders are as they were.",
            SessionCancelUnconfirmed unconfirmed =>
                $"{unconfirmed.Reason.Name()} ({unconfirmed.Said}). Assume that orders are open, and look at the exchange.",
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    private static string Request(PrivateRequestOutcome outcome) =>
        outcome switch
        {
            PrivateRequestAnswered answered => $"the exchange answered {Start(answered.Json)}",
            PrivateRequestDenied denied => $"{denied.Reason.Name()}. Nothing was sent to the exchange.",
            PrivateRequestRejected rejected => $"the exchange refused it ({rejected.Said}).",
            PrivateRequestUnconfirmed unconfirmed => $"it may have been carried out ({unconfirmed.Said}).",
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    private static string Lease(NonceLeaseOutcome outcome) =>
        outcome switch
        {
            NonceLeased leased => $"nonce {leased.Nonce}.",
            NonceLeaseDenied denied => $"{denied.Reason.Name()}.",
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    private static string Start(string json) => json.Length <= LongestJson ? json : json[..LongestJson] + " ...";

    private static string Named<T>(IEnumerable<T> all, int omitted)
    {
        var list = all.ToList();
        var named = string.Join(", ", list.Take(MostNamed));
        var more = list.Count + omitted - Math.Min(list.Count, MostNamed);
        return more > 0 ? $"{named} and {more} more" : named;
    }
}
