namespace RiskEngine.Storage;

/// <summary>Where the store is, and what may be done with it.</summary>
/// <param name="Path">The file. Beside it stand <c>-wal</c> and <c>-shm</c> files while it is in use.</param>
public sealed record SqliteStoreOptions(string Path)
{
    /// <summary>Whether the store may be written, and made when it is missing; a check of a trail does neither.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>
    /// Whether the file is one engine's alone while it is open: to a second one on this machine the store is then
    /// <see cref="StoreFault.Locked"/>, until the first has ended, however it ended. Readers are not kept out.
    /// </summary>
    public bool IsOneEngines { get; init; }

    /// <summary>
    /// How large the audit trail may let the file grow, in bytes; null: as large as the disk. The kill-switch log may
    /// go 1 MiB beyond, so that a full trail never keeps an engagement from being stored.
    /// </summary>
    public long? MaxBytes { get; init; }
}
