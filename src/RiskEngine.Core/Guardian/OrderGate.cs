namespace RiskEngine.Core;

/// <summary>The kill switch as one session knows it: engaged until a reset names the engagement (I4, I5).</summary>
/// <param name="Engaged">The latest engagement that holds; null: none does.</param>
/// <param name="ResetUpTo">The latest epoch that was reset.</param>
internal sealed record OrderGate(Engagement? Engaged, Epoch ResetUpTo)
{
    internal static readonly OrderGate Open = new(null, default);

    internal static void Engage(Turn turn, Engagement engagement)
    {
        var gate = turn.State.Gate;
        if (engagement.Epoch > gate.ResetUpTo && !(gate.Engaged?.Epoch >= engagement.Epoch))
            turn.EnterGate(gate with { Engaged = engagement });
        OrderLane.DenyWhileClosed(turn);
        Answer(turn);
    }

    internal static void Reset(Turn turn, Epoch upTo)
    {
        var gate = turn.State.Gate;
        turn.EnterGate(
            new OrderGate(
                gate.Engaged?.Epoch <= upTo ? null : gate.Engaged,
                upTo > gate.ResetUpTo ? upTo : gate.ResetUpTo
            )
        );
        Answer(turn);
    }

    private static void Answer(Turn turn) =>
        turn.Add(new GuardianEffect.AnswerGate(new SessionGate(turn.State.Session, turn.State.Gate.Engaged)));
}
