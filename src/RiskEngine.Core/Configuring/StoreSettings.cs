namespace RiskEngine.Core;

/// <summary>Where the engine's memory is: one of the nested records.</summary>
public abstract record StoreSettings
{
    private StoreSettings() { }

    /// <summary>How the audit trail is written.</summary>
    public AuditWriterOptions Audit { get; init; } = new();

    /// <summary>Nowhere: nothing outlives the process. For drills and simulations.</summary>
    public sealed record Memory : StoreSettings;

    /// <summary>A PostgreSQL database that several nodes may share.</summary>
    /// <param name="Connection">How to reach it, as Npgsql reads it.</param>
    /// <param name="TallyFolder">Where this machine counts what it gave to the audit trail, in a file named like the node.</param>
    public sealed record Postgres(Secret Connection, string TallyFolder) : StoreSettings;

    /// <summary>One file on this machine.</summary>
    /// <param name="Path">The file; its folder is made when it is missing.</param>
    /// <param name="MaxBytes">How large the audit trail may let the file grow.</param>
    public sealed record Sqlite(string Path, long MaxBytes) : StoreSettings;
}
