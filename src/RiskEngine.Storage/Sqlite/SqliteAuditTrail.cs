using System.Text;
using Microsoft.Data.Sqlite;

namespace RiskEngine.Storage;

/// <summary>The audit trail, in the table <c>audit_row</c>.</summary>
internal sealed class SqliteAuditTrail(SqliteDatabase database) : IAuditTrail
{
    private static readonly SqliteChain Chain = new("audit_row");

    public Task<AuditAppend> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return database.RunAsync<AuditAppend>(
            connection =>
            {
                database.LimitSize(connection, forKillSwitch: false);
                return new AuditAppend.Kept(Append(connection, entries));
            },
            failure => new AuditAppend.Failed(failure),
            cancellationToken
        );
    }

    public Task<AuditReading> ReadAfterAsync(long number, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.RunAsync<AuditReading>(
            connection =>
                AuditReading.Page.Of(
                    Chain
                        .Rows(connection, number, limit)
                        .Select(row => new AuditRow(row.Number, Encoding.UTF8.GetString(row.Bytes), row.Hash))
                ),
            failure => new AuditReading.Failed(failure),
            cancellationToken
        );
    }

    public Task<AuditHeadReading> HeadAsync(CancellationToken cancellationToken) =>
        database.RunAsync<AuditHeadReading>(
            connection => new AuditHeadReading.Known(Chain.Head(connection)),
            failure => new AuditHeadReading.Failed(failure),
            cancellationToken
        );

    private static AuditHead Append(SqliteConnection connection, IReadOnlyList<AuditEntry> entries)
    {
        using var transaction = connection.BeginTransaction();
        var head = Chain.HeadToFollow(connection);
        foreach (var row in AuditChain.Append(head, entries))
            head = Chain.Add(connection, head, Encoding.UTF8.GetBytes(row.Json), row.Hash);
        Chain.Note(connection, head);
        transaction.Commit();
        return head;
    }
}
