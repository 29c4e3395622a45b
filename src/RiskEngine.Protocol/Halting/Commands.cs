namespace RiskEngine.Protocol;

/// <summary>Let no order request and no nonce out of this session until it is reset. Cancels pass.</summary>
/// <remarks>
/// Answered with a <see cref="SessionGate"/>. Latched: a restart of the guardian does not clear it, and only a
/// <see cref="ResetSession"/> of this epoch or a later one does. Sends no cancel by itself. An engagement whose epoch
/// has been reset already changes nothing, so a message that is delivered again does not halt the session again.
/// </remarks>
/// <param name="Session">The session.</param>
/// <param name="Engagement">The engagement; where several hold, the latest is the one that denials name.</param>
public sealed record EngageSession(SessionKey Session, Engagement Engagement) : ISessionMessage;

/// <summary>Clear the engagements of this session up to an epoch; later ones hold on.</summary>
/// <remarks>Answered with a <see cref="SessionGate"/>. It permits order entry, and starts nothing.</remarks>
/// <param name="Session">The session.</param>
/// <param name="UpTo">The latest engagement that is cleared.</param>
/// <param name="By">Who resets.</param>
/// <param name="Reason">Why.</param>
public sealed record ResetSession(SessionKey Session, Epoch UpTo, RequestedBy By, Reason Reason) : ISessionMessage;
