namespace RiskEngine.Simulation.Desk;

/// <summary>What a strategy does at one time of its day.</summary>
/// <param name="At">After its start.</param>
/// <param name="Command">The id to do it with.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Deadline">For a cancel.</param>
internal sealed record Deed(TimeSpan At, CommandId Command, DeedKind Kind, TimeSpan Deadline);
