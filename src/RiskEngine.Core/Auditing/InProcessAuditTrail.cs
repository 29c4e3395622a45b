namespace RiskEngine.Core;

/// <summary>A trail that lives as long as the process. For simulations and drills.</summary>
public sealed class InProcessAuditTrail : IAuditTrail
{
    private readonly Lock _gate = new();
    private readonly List<AuditRow> _rows = [];

    private AuditHead Head => _rows is [.., var last] ? new AuditHead(last.Number, last.Hash) : AuditHead.Empty;

    /// <inheritdoc/>
    public Task<AuditAppend> AppendAsync(
        IReadOnlyList<AuditEntry> entries,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(entries);
        lock (_gate)
        {
            _rows.AddRange(AuditChain.Append(Head, entries));
            return Task.FromResult<AuditAppend>(new AuditAppend.Kept(Head));
        }
    }

    /// <inheritdoc/>
    public Task<AuditReading> ReadAfterAsync(long number, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        lock (_gate)
            return Task.FromResult<AuditReading>(AuditReading.Page.Of(_rows.Where(x => x.Number > number).Take(limit)));
    }

    /// <inheritdoc/>
    public Task<AuditHeadReading> HeadAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return Task.FromResult<AuditHeadReading>(new AuditHeadReading.Known(Head));
    }
}
