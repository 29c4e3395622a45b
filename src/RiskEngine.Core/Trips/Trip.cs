namespace RiskEngine.Core;

/// <summary>The engine's own decision to engage.</summary>
/// <param name="Cause">Which part decided: the name that the engagement carries.</param>
/// <param name="Scope">What is to be stopped.</param>
/// <param name="Reason">What was too much, and the limit.</param>
public sealed record Trip(RequestedBy.Engine Cause, KillSwitchScope Scope, Reason Reason);
