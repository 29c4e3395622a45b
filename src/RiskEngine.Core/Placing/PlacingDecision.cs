namespace RiskEngine.Core;

/// <summary>What a node decided.</summary>
/// <param name="State">What it knows now.</param>
/// <param name="Effects">What is to be done, in order.</param>
/// <param name="WakeAt">When to ask again at the latest, on the running clock; null: not by itself.</param>
public sealed record PlacingDecision(PlacingState State, ValueList<PlacingEffect> Effects, TimeSpan? WakeAt);
