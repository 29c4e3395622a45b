namespace RiskEngine.Protocol;

/// <summary>How the kill switch stands for a session, as its guardian obeys it from now on.</summary>
/// <remarks>
/// Proves what this guardian knows: of the orders that are stopped by this, none has left since it was decided, and none
/// will until a reset. One that left before may be out. Proves nothing of open orders.
/// </remarks>
/// <param name="Session">The session.</param>
/// <param name="Switch">What concerns the session.</param>
public sealed record SessionGate(SessionKey Session, KillSwitchState Switch) : ISessionMessage;
