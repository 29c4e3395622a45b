namespace RiskEngine.Protocol;

/// <summary>Why an engagement is not proven for a session. Whatever the value: assume that its orders are live.</summary>
public enum MissingSessionReason
{
    /// <summary>The guardian did not acknowledge until the deadline. Proves nothing.</summary>
    NoAcknowledgment,

    /// <summary>The guardian acknowledged, so order entry is closed, but the cancel did not end with <see cref="SessionCanceled"/>.</summary>
    NotProven,

    /// <summary>The guardian's node cannot be reached. Proves nothing; that node halts by itself if so configured.</summary>
    NodeUnreachable,

    /// <summary>The session has no running guardian. Proves that this engine sends no order for it.</summary>
    NoGuardian,

    /// <summary>A person reset the engagement before the guardian had acknowledged. Proves nothing: order entry is permitted again.</summary>
    Reset,
}
