namespace RiskEngine.Core;

/// <summary>The last word: everyone who waits is answered with what is known, and nothing is waited for any more.</summary>
internal static class Ending
{
    /// <param name="turn">The decision.</param>
    /// <param name="ifOut">What it means that a request is out.</param>
    /// <param name="climbs">Whether somebody comes after it who can go up the ladder with what could not be proven.</param>
    internal static void AnswerAll(Turn turn, SessionCancelUnconfirmedReason ifOut, bool climbs)
    {
        var outcomes = new List<SessionCancelOutcome>();
        foreach (var pending in turn.State.Cancels)
        {
            var outcome = CancelVerdict.AtTheEnd(turn.State, pending, turn.Now, ifOut);
            CancelLane.Answer(turn, pending, outcome);
            outcomes.Add(outcome);
        }

        StrategyStops.AnswerAll(turn);
        foreach (var attempt in turn.State.Open)
            if (attempt.For is not null)
                OrderLane.GiveUp(turn, attempt);
            else if (attempt.Asks<ExchangeRequest.CancelSessionOrders>())
                LateAcceptances.Expect(turn, attempt);
        OrderLane.Drain(turn, PrivateRequestDeniedReason.EngineStopping);
        Ladder.StandStill(turn);
        turn.State.Open = [];
        turn.State.Records = [];
        turn.State.Reconciliation = Reconciliation.None;
        if (!climbs)
            return;
        Ladder.ClimbOn(turn);
        foreach (var outcome in outcomes)
            Ladder.After(turn, outcome);
    }
}
