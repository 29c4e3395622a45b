namespace RiskEngine.Protocol;

/// <summary>Why the engine refused a private request. Each value proves that nothing left the process for it.</summary>
public enum PrivateRequestDeniedReason
{
    /// <summary>The engine has no such session. Proves a wrong key in the message or a session missing from the configuration.</summary>
    UnknownSession,

    /// <summary>The session is not <see cref="SessionState.Active"/>. Proves that order entry is closed.</summary>
    NotActive,

    /// <summary>The session's key is kept for canceling another session's account. Proves that its order entry is never open.</summary>
    KillOnly,

    /// <summary>The kill switch is engaged. Proves that order entry is closed until somebody resets it.</summary>
    Halted,

    /// <summary>The kill switch's record was not read yet or cannot be read, which counts as engaged. Proves that order entry is closed.</summary>
    SwitchUnreadable,

    /// <summary>The order lane is full. Proves that requests arrive faster than the exchange takes them.</summary>
    QueueFull,

    /// <summary>The request waited as long as it may. Proves that requests arrive faster than the rate budget or the exchange takes them.</summary>
    WaitedTooLong,

    /// <summary>A cancel of the session arrived while the request was waiting. Proves that a cancel was dispatched instead.</summary>
    DrainedByCancel,

    /// <summary>No nonce could be given without leaving the allowed lead over the clock. Proves that requests come too fast for the key.</summary>
    NonceExhausted,

    /// <summary>The store of nonces fails, and the reserved ones are used up. Proves that a crash might have used the request's nonce twice.</summary>
    NoncesNotDurable,

    /// <summary>The store of open orders fails and has not been told that orders are placed again. Proves that after a crash the order might be unknown.</summary>
    OrdersNotDurable,

    /// <summary>No connection could be made. Proves that the exchange never saw the request.</summary>
    Unreachable,

    /// <summary>The session's guardian runs on another node of the cluster, which was not reached, or on none. Proves that the request was not sent.</summary>
    NotOnThisNode,

    /// <summary>The engine stopped. Proves that the request was not sent.</summary>
    EngineStopping,
}
