namespace RiskEngine.Protocol;

/// <summary>Why the engine gave no nonce. Each value but <see cref="NodeSilent"/> proves that none was taken for the command.</summary>
public enum NonceLeaseDeniedReason
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

    /// <summary>A cancel of the session is pending: what is being proven empty is not refilled. Proves nothing of the orders: ask again.</summary>
    CancelPending,

    /// <summary>The rate budget is exhausted but for the cancels' share. Proves that requests come too fast for the key.</summary>
    RateExhausted,

    /// <summary>No nonce could be given without leaving the allowed lead over the clock. Proves that requests come too fast for the key.</summary>
    NonceExhausted,

    /// <summary>The store has no mark above the nonce yet, or fails. Proves that a crash might have used the nonce twice: ask again.</summary>
    NoncesNotDurable,

    /// <summary>The store of open orders has not been told yet that orders are placed again, or fails. Proves that after a crash the order might be unknown: ask again.</summary>
    OrdersNotDurable,

    /// <summary>The session's guardian runs on another node of the cluster, which was not reached, or on none. Proves that no nonce was given.</summary>
    NotOnThisNode,

    /// <summary>Another node runs the session, was asked, and did not answer. Proves nothing: a nonce may have been taken, and nobody has it. The command sent again gets the same.</summary>
    NodeSilent,

    /// <summary>The engine stopped. Proves that no nonce was given.</summary>
    EngineStopping,
}
