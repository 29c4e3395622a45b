namespace RiskEngine.Core;

/// <summary>What a guardian decided on one input.</summary>
/// <param name="State">What it knows from now on.</param>
/// <param name="Effects">What is to be done, in order.</param>
/// <param name="WakeAt">When the rules want to be asked again at the latest, on the running clock; null: not by themselves.</param>
public sealed record GuardianDecision(GuardianState State, IReadOnlyList<GuardianEffect> Effects, TimeSpan? WakeAt);
