namespace RiskEngine.Core;

/// <summary>What one input came to.</summary>
/// <param name="State">What the switch knows now.</param>
/// <param name="Effects">What is to be done, in this order.</param>
/// <param name="WakeAt">When to ask again though nothing happens, on the running clock; null: never.</param>
public sealed record SwitchDecision(SwitchState State, ValueList<SwitchEffect> Effects, TimeSpan? WakeAt);
