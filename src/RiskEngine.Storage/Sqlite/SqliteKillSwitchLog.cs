using Microsoft.Data.Sqlite;

namespace RiskEngine.Storage;

/// <summary>What was done to the kill switch, in the table <c>kill_switch_record</c>.</summary>
internal sealed class SqliteKillSwitchLog(SqliteDatabase database, LatchWitness? witness) : IKillSwitchLog
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

    private void Append(SqliteConnection connection, byte[] record)
    {
        AuditHead head;
        using (var transaction = connection.BeginTransaction())
        {
            head = Chain.HeadToFollow(connection);
            witness?.Check(number => HashAt(connection, number));
            if (!Chain.Has(connection, record))
                Chain.Note(connection, head = Chain.Add(connection, head, record, head.Hash.Next(record)));
            AfterSending(transaction.Commit);
        }

        witness?.Note(head);

        // Of a damaged write-ahead log SQLite quietly drops the rest, so an engagement must not stay there. When a
        // reader of another process is in the way it stays until the next time: it is on disk, and only less guarded.
        AfterSending(() => connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    }

    /// <summary>From here on a failure leaves it open whether the record is kept.</summary>
    private static void AfterSending(Action step)
    {
        try
        {
            step();
        }
        catch (SqliteException exception)
        {
            throw new StoreException(StoreFault.Interrupted, exception.Message.ReplaceLineEndings(" "));
        }
    }

    private KillSwitchHistory Read(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        var rows = Chain.Rows(connection, 0, long.MaxValue).ToList();
        var history = _records.Read(Chain.Head(connection), rows);
        witness?.Check(number => number <= rows.Count ? rows[(int)number - 1].Hash : null);
        return history;
    }

    private static RowHash? HashAt(SqliteConnection connection, long number) =>
        Chain.Rows(connection, number - 1, 1).SingleOrDefault(row => row.Number == number)?.Hash;
}
