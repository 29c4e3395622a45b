namespace RiskEngine.Protocol;

/// <summary>Why the kill switch's record cannot be read. Each value stops order entry everywhere; cancels pass.</summary>
public enum KillSwitchUnreadableReason
{
    /// <summary>It was not read yet. Proves nothing: order entry opens once it was read and is clear.</summary>
    NotReadYet,

    /// <summary>The store is damaged. Proves that an engagement may have been lost: restore the store, or have a person look.</summary>
    Corrupt,

    /// <summary>The store was written by a newer engine. Proves that this one may misread it.</summary>
    NewerFormat,

    /// <summary>Another process holds the store.</summary>
    Locked,

    /// <summary>
    /// The store's file was replaced or deleted while it was in use, or others can open it under another name. Proves that an engagement
    /// may have been lost: put the file back, or have a person look.
    /// </summary>
    Replaced,

    /// <summary>The store cannot be opened or read: missing, no permission, a failing disk or connection.</summary>
    Unavailable,
}
