namespace RiskEngine.Protocol;

/// <summary>Why an engagement is not proven for a session. Whatever the value: assume that its orders are live.</summary>
public enum MissingSessionReason
{
    /// <summary>The guardian did not acknowledge until the deadline. Proves nothing.</summary>
    NoAcknowledgment,

    /// <summary>The guardian acknowledged, so order entry is closed, but the cancel did not end with <see cref="SessionCanceled"/>.</summary>
    NotProven,

    /// <summary>The guardian's node was not reached, or did not answer. Proves nothing; a node that is cut off from the store too halts by itself.</summary>
    NodeUnreachable,

    /// <summary>No node runs the session. Proves that no guardian sends an order for it, and nothing of those that are open.</summary>
    NoGuardian,

    /// <summary>A person reset the engagement before the guardian had acknowledged. Proves nothing: order entry is permitted again.</summary>
    Reset,

    /// <summary>So many engagements were under way that this one, the oldest, was reported before its deadline. Proves nothing; it holds.</summary>
    TooManyEngagements,
}
