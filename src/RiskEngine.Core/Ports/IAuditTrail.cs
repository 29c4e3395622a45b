namespace RiskEngine.Core;

/// <summary>Keeps the audit trail: rows are added at its end and never changed.</summary>
/// <remarks>Whatever a store may do is an answer; a task that fails means a defect.</remarks>
public interface IAuditTrail
{
    /// <summary>Adds all the entries, in their order, or none.</summary>
    Task<AuditAppend> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>Reads rows as they are kept, good or bad; <see cref="AuditVerifier"/> tells which.</summary>
    /// <param name="number">The number of the row before the first one wanted; zero for the beginning.</param>
    /// <param name="limit">How many at most; above zero.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<AuditReading> ReadAfterAsync(long number, int limit, CancellationToken cancellationToken = default);

    /// <summary>How far the trail goes by the store's own note of it, which is kept apart from the rows.</summary>
    Task<AuditHeadReading> HeadAsync(CancellationToken cancellationToken = default);
}
