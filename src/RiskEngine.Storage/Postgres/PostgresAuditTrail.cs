using System.Text;
using Npgsql;

namespace RiskEngine.Storage;

/// <summary>The audit trail of one node, in the table <c>audit_row</c>: a chain per node, so that none waits for another.</summary>
internal sealed class PostgresAuditTrail(PostgresDatabase database, NodeName node) : IAuditTrail
{
    private readonly PostgresChain _chain = new("audit_row", node.Value);
    private readonly PostgresTurns _turns = new();

    /// <summary>The head before an append of which nobody knows whether it was kept.</summary>
    private AuditHead? _beforeDoubt;

    public Task<AuditAppend> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return database.RunAsync<AuditAppend>(
            writes: true,
            async (connection, token) =>
                new AuditAppend.Kept(await AppendAsync(connection, entries, token).ConfigureAwait(false)),
            failure => new AuditAppend.Failed(failure),
            cancellationToken,
            _turns
        );
    }

    public Task<AuditReading> ReadAfterAsync(long number, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.RunAsync<AuditReading>(
            writes: false,
            async (connection, token) =>
            {
                var rows = await _chain
                    .RowsAsync(connection, number, limit, AuditReading.PageBytes, token)
                    .ConfigureAwait(false);
                return AuditReading.Page.Of(
                    rows.Select(x => new AuditRow(x.Number, Encoding.UTF8.GetString(x.Bytes), x.Hash))
                );
            },
            failure => new AuditReading.Failed(failure),
            cancellationToken
        );
    }

    public Task<AuditHeadReading> HeadAsync(CancellationToken cancellationToken) =>
        database.RunAsync<AuditHeadReading>(
            writes: false,
            async (connection, token) =>
                new AuditHeadReading.Known(await _chain.HeadAsync(connection, token).ConfigureAwait(false)),
            failure => new AuditHeadReading.Failed(failure),
            cancellationToken
        );

    private async Task<AuditHead> AppendAsync(
        NpgsqlConnection connection,
        IReadOnlyList<AuditEntry> entries,
        CancellationToken token
    )
    {
        var head = await _chain.HeadToFollowAsync(connection, token).ConfigureAwait(false);
        // The same entries after the same row have the same hash, which nothing else has: then they are kept already.
        if (_beforeDoubt is { } before && Rows(before, entries) is [.., var last] && head == HeadAt(last))
        {
            _beforeDoubt = null;
            return head;
        }

        var rows = Rows(head, entries);
        if (rows.Count == 0)
            return head;
        _beforeDoubt = head;
        var isKept = await _chain.TryAddAsync(connection, head, rows, token).ConfigureAwait(false);
        _beforeDoubt = null;
        return isKept
            ? HeadAt(rows[^1])
            : throw new StoreException(StoreFault.Locked, $"Another process writes the trail of {node}.");
    }

    private static List<ChainedRow> Rows(AuditHead head, IReadOnlyList<AuditEntry> entries) =>
        AuditChain
            .Append(head, entries)
            .Select(x => new ChainedRow(x.Number, Encoding.UTF8.GetBytes(x.Json), x.Hash))
            .ToList();

    private static AuditHead HeadAt(ChainedRow row) => new(row.Number, row.Hash);
}
