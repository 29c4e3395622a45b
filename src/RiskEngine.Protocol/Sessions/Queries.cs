namespace RiskEngine.Protocol;

/// <summary>How is this session? Answered with a <see cref="SessionStatus"/> or a <see cref="SessionUnknown"/>.</summary>
/// <param name="Session">The session asked for.</param>
public sealed record GetSessionStatus(SessionKey Session) : ISessionMessage;

/// <summary>How a session is at this moment.</summary>
/// <param name="Session">The session.</param>
/// <param name="State">What its guardian lets pass.</param>
/// <param name="PendingCancels">Cancels that are not answered yet.</param>
/// <param name="QueuedRequests">Private requests that wait in the order lane.</param>
/// <param name="OpenAttempts">Requests that are out without an answer.</param>
/// <param name="LastNonce">The highest nonce given so far; null before the first.</param>
/// <param name="NonceLead">How far that nonce is ahead of the clock; below zero when it is behind.</param>
public sealed record SessionStatus(
    SessionKey Session,
    SessionState State,
    int PendingCancels,
    int QueuedRequests,
    int OpenAttempts,
    Nonce? LastNonce,
    TimeSpan NonceLead
) : ISessionMessage
{
    /// <summary>What of the kill switch concerns the session; what stops a single strategy too, which leaves the state as it is.</summary>
    public KillSwitchState Switch { get; init; } = KillSwitchState.Clear.Instance;
}

/// <summary>The engine has no such session, or is stopping: nothing was done.</summary>
/// <param name="Session">The session asked for.</param>
public sealed record SessionUnknown(SessionKey Session) : ISessionMessage;
