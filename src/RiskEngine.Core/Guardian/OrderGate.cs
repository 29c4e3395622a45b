namespace RiskEngine.Core;

/// <summary>The kill switch as one session knows it: engaged until a reset names the engagement (I4, I5).</summary>
/// <param name="Engaged">The latest engagement that holds; null: none does.</param>
/// <param name="ResetUpTo">The latest epoch that was reset; null: none was.</param>
internal sealed record OrderGate(Engagement? Engaged, Epoch? ResetUpTo)
{
    internal static readonly OrderGate Open = new(null, null);

    internal static void Engage(Turn turn, Engagement engagement)
    {
        var gate = turn.State.Gate;
        if (IsAfter(engagement.Id.Epoch, gate.ResetUpTo) && IsAfter(engagement.Id.Epoch, gate.Engaged?.Id.Epoch))
            turn.EnterGate(gate with { Engaged = engagement });
        OrderLane.DenyWhileClosed(turn);
        Answer(turn);
    }

    internal static void Reset(Turn turn, Epoch upTo)
    {
        var gate = turn.State.Gate;
        turn.EnterGate(
            new OrderGate(
                IsAfter(gate.Engaged?.Id.Epoch, upTo) ? gate.Engaged : null,
                IsAfter(upTo, gate.ResetUpTo) ? upTo : gate.ResetUpTo
            )
        );
        Answer(turn);
    }

    /// <summary>Whether the first is the later one; none is before all.</summary>
    private static bool IsAfter(Epoch? epoch, Epoch? other) => epoch is not null && (other is null || epoch > other);

    private static void Answer(Turn turn) =>
        turn.Add(new GuardianEffect.AnswerGate(new SessionGate(turn.State.Session, turn.State.Gate.Engaged)));
}
