namespace RiskEngine.Core;

/// <summary>The limits of what brings entries to the audit trail.</summary>
public sealed record AuditWriterOptions
{
    /// <summary>Entries that may wait for the store, 1 or more; what comes beyond is counted as lost. About 1 KiB each.</summary>
    public int Capacity { get; init; } = 65_536;

    /// <summary>Entries that one write to the store takes, 1 or more. An engagement may have to wait for one such write.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>The wait after a write that failed, before it is tried again; above zero.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(250);
}
