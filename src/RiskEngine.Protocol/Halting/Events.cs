namespace RiskEngine.Protocol;

/// <summary>Whether a session lets orders out: the answer to <see cref="EngageSession"/> and <see cref="ResetSession"/>.</summary>
/// <remarks>
/// Proves what this guardian knows from now on: with an engagement, no order request has left since the command was
/// decided, and none will until a reset. One that left before may be out. Proves nothing of open orders.
/// </remarks>
/// <param name="Session">The session.</param>
/// <param name="Engaged">The latest engagement that holds; null: none does.</param>
public sealed record SessionGate(SessionKey Session, Engagement? Engaged) : ISessionMessage;
