namespace RiskEngine.Protocol;

/// <summary>Why a session was escalated.</summary>
public enum EscalationCause
{
    /// <summary>A cancel ended <see cref="SessionCancelUnconfirmed"/>: orders may be live.</summary>
    CancelUnconfirmed,

    /// <summary>A cancel ended <see cref="SessionCancelPartial"/>: orders are live.</summary>
    CancelPartial,

    /// <summary>A cancel ended <see cref="SessionCancelRejected"/>: orders are as they were.</summary>
    CancelRejected,

    /// <summary>
    /// An order turned out to be live that was sent before a cancel which was answered meanwhile, or before an engagement
    /// that holds: it is being canceled by itself. Nobody had an acknowledgment of it when the answer was given.
    /// </summary>
    OrderOutlivedCancel,

    /// <summary>The store of nonces fails: orders are denied once the reserved ones are used up, cancels pass.</summary>
    NoncesNotDurable,

    /// <summary>The store of open orders fails: after a crash some may be unknown, so that a cancel takes longer to prove. Cancels pass.</summary>
    OrdersNotDurable,

    /// <summary>
    /// Another process sends with this key, such as a second engine started by mistake: the exchange has seen a nonce above
    /// every one of ours, after it had taken ours, or a cancel took an order that no request of ours has opened, after
    /// the session had been proven to have no open orders. Told once in a guardian's life; that it is not told proves nothing, since one
    /// that only cancels need not be seen.
    /// </summary>
    KeyShared,

    /// <summary>The key may not trade, as its preflight told: orders are denied, cancels are tried all the same.</summary>
    KeyMayNotTrade,

    /// <summary>
    /// The key may not look at the open orders, as its preflight told: no cancel of the session can be verified, each will
    /// end <see cref="SessionCancelUnconfirmed"/>.
    /// </summary>
    KeyMayNotLook,

    /// <summary>
    /// The list of open orders is too long, or could not be read: no cancel that needs a look can be proven. Told again once it
    /// has been read meanwhile.
    /// </summary>
    OpenOrdersUnread,

    /// <summary>The preflight has had no word of the exchange for as long as a cancel may take: orders are denied, cancels are tried all the same.</summary>
    NotStarted,

    /// <summary>The key may take money out of the account, as its preflight told, and the engine needs no such key. Nothing is denied.</summary>
    KeyMayWithdraw,

    /// <summary>
    /// The session acts on the same account as another session of this node, as the exchange told at the preflight. A warning:
    /// nothing is denied. Not told of a key that is there for another session's account-wide cancels.
    /// </summary>
    AccountShared,

    /// <summary>The sender failed more often than it may; the guardian restarts.</summary>
    SenderKeepsFailing,

    /// <summary>The guardian itself failed; it restarts with its nonces kept.</summary>
    GuardianFailed,
}
