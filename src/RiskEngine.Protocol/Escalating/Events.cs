namespace RiskEngine.Protocol;

/// <summary>A session needs more than its guardian can do; everyone who had asked it has been answered before.</summary>
/// <param name="Session">The session.</param>
/// <param name="Cause">What happened.</param>
/// <param name="Detail">One line for the person at three in the morning: what happened, what is proven, what to do next.</param>
public sealed record SessionEscalated(SessionKey Session, EscalationCause Cause, string Detail) : ISessionMessage;

/// <summary>A session lets other things pass than before.</summary>
/// <param name="Session">The session.</param>
/// <param name="From">Its state until now.</param>
/// <param name="To">Its state from now on.</param>
public sealed record SessionStateChanged(SessionKey Session, SessionState From, SessionState To) : ISessionMessage;
