namespace RiskEngine.Protocol;

/// <summary>Why the engine refused to engage. Each value proves that nothing was stopped by the command.</summary>
public enum KillSwitchEngageDeniedReason
{
    /// <summary>Said by older builds alone, which refused a scope that nothing goes by: this one answers <see cref="KillSwitchMatchesNothing"/>.</summary>
    NothingInScope,

    /// <summary>The deadline is above the configured longest. Send it again with a shorter one.</summary>
    DeadlineTooLong,

    /// <summary>
    /// A command of this id has engaged before, was answered, and what it engaged was reset since: it is an old command, and
    /// nothing is engaged by it any more. To stop again, send a new one with an id of its own.
    /// </summary>
    ResetSince,

    /// <summary>The engine was stopping already. Proves nothing of the orders.</summary>
    EngineStopping,
}
