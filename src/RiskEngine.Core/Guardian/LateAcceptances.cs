namespace RiskEngine.Core;

/// <summary>Cancel requests that nobody waits for any more, and what is said when one of them was accepted after all.</summary>
internal static class LateAcceptances
{
    internal static void Expect(Turn turn, OpenAttempt givenUp)
    {
        var remembered = turn.State.GivenUp.Add(givenUp.Request);
        turn.State.GivenUp = remembered.Length > turn.Limits.MaxGivenUp ? remembered.RemoveAt(0) : remembered;
    }

    /// <summary>An answer came for a request that is not out.</summary>
    internal static void Note(Turn turn, AttemptId id, ExchangeAnswer.CancelAccepted accepted)
    {
        if (turn.State.GivenUp.Find(request => request.Attempt == id) is not { } request)
            return;
        turn.State.GivenUp = turn.State.GivenUp.Remove(request);
        Tell(turn, request, accepted);
    }

    internal static void Tell(Turn turn, OutboundRequest request, ExchangeAnswer.CancelAccepted accepted) =>
        turn.Add(
            new GuardianEffect.Publish(
                new LateAcceptance(
                    turn.State.Session,
                    request.Attempt,
                    request.Nonce,
                    accepted.Canceled,
                    accepted.Rejects
                )
            )
        );
}
