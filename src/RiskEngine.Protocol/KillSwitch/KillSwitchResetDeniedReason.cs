namespace RiskEngine.Protocol;

/// <summary>Why the engine refused to reset. Each value proves that what was engaged still is.</summary>
public enum KillSwitchResetDeniedReason
{
    /// <summary>None of the engagements that are named holds any more: others have cleared them.</summary>
    NotEngaged,

    /// <summary>The node knows no engagement of a name that was given. Look at what is engaged, then name that.</summary>
    UnknownEngagement,

    /// <summary>No engagement was named. A scope and an epoch, which older clients send, do not say which was seen.</summary>
    NoneNamed,

    /// <summary>This person has approved already, and a second one must.</summary>
    SamePerson,

    /// <summary>The record cannot be read, so nobody can tell what would be reset. Mend the store first.</summary>
    RecordUnreadable,

    /// <summary>The reset could not be stored, and it is certain that it is not. Send it again when the store can be written.</summary>
    NotStored,

    /// <summary>As many resets as may wait already wait for the store or for another person.</summary>
    TooManyWaiting,

    /// <summary>The engine was stopping already.</summary>
    EngineStopping,
}
