namespace RiskEngine.Storage;

/// <summary>Where the store is, and what may be done with it.</summary>
/// <param name="Path">The file. Beside it stand <c>-wal</c> and <c>-shm</c> files while it is in use.</param>
public sealed record SqliteStoreOptions(string Path)
{
    /// <summary>Whether the store may be written, and made when it is missing; a check of a trail does neither.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>
    /// How large the audit trail may let the file grow, in bytes; null: as large as the disk. The kill-switch log may
    /// go 1 MiB beyond, so that a full trail never keeps an engagement from being stored.
    /// </summary>
    public long? MaxBytes { get; init; }
}
