namespace RiskEngine.Simulator.Faults;

/// <summary>An execution that a fault plan arranges for one order.</summary>
/// <param name="Share">How much of what is left by then: above 0, at most 1.</param>
/// <param name="After">How long after the request was executed; zero for just before it is answered.</param>
internal sealed record PlannedFill(decimal Share, TimeSpan After);
