using Microsoft.Data.Sqlite;

namespace RiskEngine.Storage;

/// <summary>What was done to the kill switch, in the table <c>kill_switch_record</c>.</summary>
internal sealed class SqliteKillSwitchLog(SqliteDatabase database) : IKillSwitchLog
{
    private static readonly SqliteChain Chain = new("kill_switch_record");

    private readonly ChainedRecords _records = new(Chain.Table);

    public Task<KillSwitchAppend> AppendAsync(KillSwitchRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return database.RunAsync<KillSwitchAppend>(
            connection =>
            {
                database.LimitSize(connection, forKillSwitch: true);
                Append(connection, KillSwitchRecordJson.Write(record));
                return new KillSwitchAppend.Kept(KillSwitchDurability.ThisNode);
            },
            failure => new KillSwitchAppend.Failed(failure),
            cancellationToken
        );
    }

    public Task<KillSwitchReading> ReadAsync(CancellationToken cancellationToken) =>
        database.RunAsync<KillSwitchReading>(
            connection => new KillSwitchReading.Complete(Read(connection)),
            failure => new KillSwitchReading.Failed(failure),
            cancellationToken
        );

    private static void Append(SqliteConnection connection, byte[] record)
    {
        using (var transaction = connection.BeginTransaction())
        {
            var head = Chain.HeadToFollow(connection);
            if (!Chain.Has(connection, record))
                Chain.Note(connection, Chain.Add(connection, head, record, head.Hash.Next(record)));
            transaction.Commit();
        }

        // Of a damaged write-ahead log SQLite quietly drops the rest, so an engagement must not stay there. When a
        // reader of another process is in the way it stays until the next time: it is on disk, and only less guarded.
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private KillSwitchHistory Read(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        return _records.Read(Chain.Head(connection), [.. Chain.Rows(connection, 0, long.MaxValue)]);
    }
}
