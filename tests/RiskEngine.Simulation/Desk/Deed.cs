namespace RiskEngine.Simulation.Desk;

/// <summary>What a strategy does at one time of its day.</summary>
/// <param name="At">After its start.</param>
/// <param name="Command">The id to do it with.</param>
/// <param name="IsCancel">Cancel the session, or place an order.</param>
/// <param name="Deadline">For a cancel.</param>
internal sealed record Deed(TimeSpan At, CommandId Command, bool IsCancel, TimeSpan Deadline);
