namespace RiskEngine.Protocol;

/// <summary>Why the engine refused to reset. Each value proves that what was engaged still is.</summary>
public enum KillSwitchResetDeniedReason
{
    /// <summary>Nothing of exactly this scope is engaged. A wider or narrower engagement is reset by its own scope.</summary>
    NotEngaged,

    /// <summary>The scope is engaged, but only with later epochs than the one named. Look at what is engaged, then name that.</summary>
    OnlyLaterEpochs,

    /// <summary>This person has approved already, and a second one must.</summary>
    SamePerson,

    /// <summary>The record cannot be read, so nobody can tell what would be reset. Mend the store first.</summary>
    RecordUnreadable,

    /// <summary>The reset could not be stored. Send it again when the store can be written.</summary>
    NotStored,

    /// <summary>The engine was stopping already.</summary>
    EngineStopping,
}
