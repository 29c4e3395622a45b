namespace RiskEngine.Core;

/// <summary>The last word: everyone who waits is answered with what is known, and nothing is waited for any more.</summary>
internal static class Ending
{
    internal static void AnswerAll(Turn turn, SessionCancelUnconfirmedReason ifOut)
    {
        foreach (var pending in turn.State.Cancels)
            CancelLane.Answer(turn, pending, CancelVerdict.AtTheEnd(turn.State, pending, turn.Running, ifOut));
        foreach (var attempt in turn.State.Open)
            if (attempt.For is not null)
                OrderLane.GiveUp(turn, attempt);
            else if (attempt.Asks<ExchangeRequest.CancelSessionOrders>())
                LateAcceptances.Expect(turn, attempt);
        OrderLane.Drain(turn, PrivateRequestDeniedReason.EngineStopping);
        if (turn.State.Ladder is { OnBehalfOf: { } other, For: { } command })
            turn.Add(new GuardianEffect.ReportAccountCancel(other, command, IsAccepted: false));
        turn.State = turn.State with
        {
            Open = [],
            Records = [],
            Verification = Verification.None,
            Ladder = Ladder.None with { Withheld = turn.State.Ladder.Withheld },
        };
    }
}
