namespace RiskEngine.Protocol;

/// <summary>What a guardian does by itself when a cancel could not be proven, in this order, as far as the session allows it.</summary>
public enum EscalationStep
{
    /// <summary>
    /// Every order of the account is canceled, with the key that is kept for it or the session's own: other keys' and
    /// hand-placed orders too. Told when a key is first used for it; its result is an <see cref="AccountCancelEnded"/> of
    /// the session whose key signed.
    /// </summary>
    AccountCancel,

    /// <summary>
    /// No heartbeat and no order is sent any more, so that the exchange cancels the session by itself after 30 s of
    /// silence. Cancels that are still asked for are sent, and each delays it. Ends when a cancel of the session is
    /// proven. Proves nothing: whether the exchange has canceled can only be read there.
    /// </summary>
    WithholdHeartbeat,
}
