namespace RiskEngine.Core.Tests.Simulation;

internal delegate SwitchDecision SwitchRule(SwitchState state, SwitchInput input, Moment now);

internal delegate GuardianDecision GuardianRule(GuardianState state, GuardianInput input, Moment now);

internal delegate TripDecision TripRule(TripLimits limits, TripState state, TripSignal signal, TimeSpan now);

/// <summary>A mend that is reversed: rules around the rules that undo what it does, or that go by what went before it.</summary>
/// <param name="Name">What is wrong then, with the case that showed it.</param>
/// <param name="Breaks">The law that it breaks.</param>
internal sealed partial record DeskFault(string Name, DeskLaw Breaks)
{
    /// <summary>The rules as they are.</summary>
    internal static readonly DeskFault None = new("nothing", default);

    internal SwitchRule Switch { get; init; } = SwitchConductor.Decide;

    internal GuardianRule Guardian { get; init; } = GuardianRules.Decide;

    internal TripRule Trips { get; init; } = TripRules.Decide;

    /// <summary>What a process that comes up is told of the nonces that were used before.</summary>
    internal Func<Nonce?, Nonce?> Mark { get; init; } = mark => mark;

    public override string ToString() => Name;
}
