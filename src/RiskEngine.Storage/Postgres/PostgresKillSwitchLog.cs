using Npgsql;

namespace RiskEngine.Storage;

/// <summary>What was done to the kill switch, in the table <c>kill_switch_record</c>: one chain for all nodes.</summary>
internal sealed class PostgresKillSwitchLog(PostgresDatabase database) : IKillSwitchLog
{
    /// <summary>What nodes listen on.</summary>
    internal const string Channel = "risk_engine_kill_switch";

    /// <summary>How often another node may have come first before this one gives up: far more than there are nodes.</summary>
    private const int Tries = 100;

    private static readonly PostgresChain Chain = new("kill_switch_record", "cluster");

    private readonly ChainedRecords _records = new(Chain.Table);

    // Engagements of one node take turns here; only those of different nodes meet in the database.
    private readonly PostgresTurns _turns = new();

    public Task<KillSwitchAppend> AppendAsync(KillSwitchRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var content = KillSwitchRecordJson.Write(record);
        return database.RunAsync<KillSwitchAppend>(
            writes: true,
            async (connection, token) =>
            {
                await AppendAsync(connection, content, token).ConfigureAwait(false);
                return new KillSwitchAppend.Kept(KillSwitchDurability.SharedStore);
            },
            failure => new KillSwitchAppend.Failed(failure),
            cancellationToken,
            _turns
        );
    }

    public Task<KillSwitchReading> ReadAsync(CancellationToken cancellationToken) =>
        database.RunAsync<KillSwitchReading>(
            writes: false,
            async (connection, token) =>
            {
                var (head, rows) = await Chain.ReadAllAsync(connection, token).ConfigureAwait(false);
                return new KillSwitchReading.Complete(_records.Read(head, rows));
            },
            failure => new KillSwitchReading.Failed(failure),
            cancellationToken
        );

    private static async Task AppendAsync(NpgsqlConnection connection, byte[] content, CancellationToken token)
    {
        for (var i = 0; i < Tries; i++)
        {
            // Read first: who adds the same record between the two steps moves the head, and this try counts for nothing.
            var head = await Chain.HeadToFollowAsync(connection, token).ConfigureAwait(false);
            if (await Chain.HasAsync(connection, content, token).ConfigureAwait(false))
                return;
            var row = new ChainedRow(head.Count + 1, content, head.Hash.Next(content));
            if (!await Chain.TryAddAsync(connection, head, [row], token).ConfigureAwait(false))
                continue;
            await TellAsync(connection, token).ConfigureAwait(false);
            return;
        }

        throw new StoreException(StoreFault.Locked, "Other nodes add records all the time.");
    }

    /// <summary>The record is kept by now: a hint that is not heard is made up for by the next reading.</summary>
    private static async Task TellAsync(NpgsqlConnection connection, CancellationToken token)
    {
        try
        {
            await connection.ExecuteAsync("SELECT pg_notify($1, '')", token, Channel).ConfigureAwait(false);
        }
        catch (Exception unheard) when (PostgresFaults.From(unheard, mayBeKept: true) is not null)
        {
            // The connection is dropped by its pool.
        }
    }
}
