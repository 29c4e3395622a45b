namespace RiskEngine.Simulator.Faults;

/// <summary>A ready-made plan.</summary>
/// <param name="Name">What <c>--fault</c> takes.</param>
/// <param name="Summary">What it is like.</param>
/// <param name="Text">The plan in full.</param>
public sealed record NamedPlan(string Name, string Summary, string Text);
