namespace RiskEngine.Protocol;

/// <summary>Why the engine refused a cancel. Each value proves that no request left the process for the command.</summary>
public enum SessionCancelDeniedReason
{
    /// <summary>The engine has no such session. Proves a wrong key in the message or a session missing from the configuration.</summary>
    UnknownSession,

    /// <summary>The session has as many pending cancels as it may. Proves that an earlier cancel is being worked on.</summary>
    TooManyPending,

    /// <summary>The deadline is above the configured longest. Proves nothing of the orders: send it again with a shorter one.</summary>
    DeadlineTooLong,

    /// <summary>
    /// Until the deadline no request could leave for the command: two earlier ones were silent, the exchange had asked
    /// for a pause, or no nonce was to be had. Proves nothing of the orders: send it again.
    /// </summary>
    NoRequestInTime,

    /// <summary>
    /// The session's guardian runs on another node of the cluster, which was not reached until the deadline, or on none.
    /// Proves nothing of the orders: send it again.
    /// </summary>
    NotOnThisNode,

    /// <summary>The session's guardian stopped before a request was dispatched. Proves nothing of the orders: send it again, or use the exchange's own page.</summary>
    EngineStopping,
}
