namespace RiskEngine.Protocol;

/// <summary>What keeps a session from its work while its guardian runs. Told as an escalation when it begins, and shown until it is over.</summary>
public enum SessionTroubleKind
{
    /// <summary>The list of open orders is longer than the configured limit: no cancel can be verified by it.</summary>
    OpenOrdersTooLong,

    /// <summary>The list of open orders, or an entry of it, cannot be read: no cancel can be verified by it.</summary>
    OpenOrdersUnreadable,

    /// <summary>The preflight goes on without the exchange's word: order entry has not opened.</summary>
    NotStarted,
}
