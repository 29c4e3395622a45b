namespace RiskEngine.Core;

/// <summary>Why a store did not do what it was asked. Each value but <see cref="Interrupted"/> proves that nothing of the request was kept.</summary>
public enum StoreFault
{
    /// <summary>Its contents are damaged, or not a store of this engine.</summary>
    Corrupt,

    /// <summary>A newer engine wrote it, in a form that this one does not know.</summary>
    NewerFormat,

    /// <summary>Another process holds it for longer than may be waited.</summary>
    Locked,

    /// <summary>It can be read, not written.</summary>
    ReadOnly,

    /// <summary>There is no room left: the disk's, or the configured limit.</summary>
    Full,

    /// <summary>It cannot be reached or opened: missing, no permission, a failing disk or connection.</summary>
    Unavailable,

    /// <summary>
    /// It is not the store any more that was opened: the file was replaced or deleted, or others can open it under another name.
    /// What it says, and what it is told, counts for nothing.
    /// </summary>
    Replaced,

    /// <summary>The connection ended before the answer came. Proves nothing: the request may have been kept.</summary>
    Interrupted,
}
