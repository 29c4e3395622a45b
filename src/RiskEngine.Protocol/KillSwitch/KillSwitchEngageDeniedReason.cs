namespace RiskEngine.Protocol;

/// <summary>Why the engine refused to engage. Each value proves that nothing was stopped by the command.</summary>
public enum KillSwitchEngageDeniedReason
{
    /// <summary>The scope covers no session of the engine. Proves a wrong name: nothing would have been stopped.</summary>
    NothingInScope,

    /// <summary>The deadline is above the configured longest. Send it again with a shorter one.</summary>
    DeadlineTooLong,

    /// <summary>The engine was stopping already. Proves nothing of the orders.</summary>
    EngineStopping,
}
