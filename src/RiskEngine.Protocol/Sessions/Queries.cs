namespace RiskEngine.Protocol;

/// <summary>How is this session? Answered with a <see cref="SessionStatus"/> or a <see cref="SessionUnknown"/>.</summary>
/// <param name="Session">The session asked for.</param>
public sealed record GetSessionStatus(SessionKey Session) : ISessionMessage;

/// <summary>How a session was when its guardian was asked. Proves nothing of the exchange's book.</summary>
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

    /// <summary>
    /// Orders that were placed through the guardian and are not known to be closed. Proves nothing of the exchange's book:
    /// one that was filled stays until a look at the book misses it, and orders placed past the guardian are not in it.
    /// </summary>
    public int KnownOrders { get; init; }

    /// <summary>How far the exchange's clock is ahead of ours, as its answers told; below zero when it is behind. True to about two seconds.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>When the latest connection for cancels was made, by our wall clock; null: none yet. It may have been closed since.</summary>
    public DateTimeOffset? ConnectedAt { get; init; }

    /// <summary>The node that runs the session.</summary>
    public NodeName? Node { get; init; }

    /// <summary>What keeps the session from its work; empty: nothing that its guardian knows of.</summary>
    public ValueList<SessionTrouble> Troubles
    {
        get;
        // A message of an earlier build has no such member, which its reader gives as null.
        init => field = value ?? [];
    } = [];

    /// <summary>What waits for a budget that the session shares with others; empty: nothing does.</summary>
    public ValueList<HeldRequest> HeldRequests
    {
        get;
        // A message of an earlier build has no such member, which its reader gives as null.
        init => field = value ?? [];
    } = [];

    /// <summary>Whose account the session's key acts on, as far as the exchange told.</summary>
    public AccountIdentity Account
    {
        get;
        // A message of an older build has none, and its reader hands on null.
        init => field = value ?? AccountIdentity.NotRead.Instance;
    } = AccountIdentity.NotRead.Instance;

    /// <summary>What the key may do; null: the exchange has not told.</summary>
    public KeyPermissions? Permissions { get; init; }

    /// <summary>What became of the private requests answered so far, since the engine started.</summary>
    public RequestTally Requests { get; init; } = RequestTally.None;
}

/// <summary>The engine has no such session, is stopping, or another node runs it that was not heard: nothing is known to be done.</summary>
/// <param name="Session">The session asked for.</param>
public sealed record SessionUnknown(SessionKey Session) : ISessionMessage
{
    /// <summary>The node that runs it by the latest word; null: none is known to.</summary>
    public NodeName? Node { get; init; }
}
