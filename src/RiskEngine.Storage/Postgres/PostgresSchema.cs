using Npgsql;

namespace RiskEngine.Storage;

/// <summary>The tables, and how a database of an older engine comes to have them.</summary>
/// <remarks>
/// The format has a major and a minor number. A step to the next minor number only adds, so that an older engine goes on
/// beside a newer one: a rolling upgrade. A step to the next major number shuts older engines out. Steps are added at
/// the end and never changed.
/// </remarks>
internal static class PostgresSchema
{
    internal const string Name = "risk_engine";

    /// <summary>"RISK" in ASCII: who makes or changes the tables holds this lock.</summary>
    private const long MigrationLock = 0x5249534B;

    private static readonly Step[] Steps =
    [
        new(
            1,
            0,
            """
            CREATE TABLE chain_head (chain text PRIMARY KEY, count bigint NOT NULL, hash bytea NOT NULL);
            CREATE TABLE kill_switch_record (
              chain text, number bigint, content bytea NOT NULL, hash bytea NOT NULL, PRIMARY KEY (chain, number));
            CREATE TABLE audit_row (
              chain text, number bigint, content bytea NOT NULL, hash bytea NOT NULL, PRIMARY KEY (chain, number));
            CREATE TABLE nonce_mark (session text PRIMARY KEY, mark bigint NOT NULL);
            """
        ),
        // kept_until NULL: the lease was given back.
        new(
            1,
            1,
            """
            CREATE TABLE session_lease (
              session text PRIMARY KEY, node text NOT NULL, token bigint NOT NULL, kept_until timestamptz);
            CREATE TABLE node (
              name text PRIMARY KEY, life bigint NOT NULL, address text, sessions text[] NOT NULL,
              seen_at timestamptz NOT NULL, has_left boolean NOT NULL);
            """
        ),
        // Records name engagements by ids, which an older engine would call damaged: it is shut out. Marks have decimals.
        new(2, 0, "ALTER TABLE nonce_mark ALTER COLUMN mark TYPE numeric"),
        // An engine that does not write here must not run a session: orders that it left would be missing.
        new(
            3,
            0,
            """
            CREATE TABLE order_ledger (session text PRIMARY KEY, standing text NOT NULL);
            CREATE TABLE open_order (session text, id text, strategy text, PRIMARY KEY (session, id));
            """
        ),
        // An older engine would forget how an order was entered, and let a list close it that does not know it.
        new(4, 0, "ALTER TABLE open_order ADD COLUMN terms text"),
    ];

    /// <summary>Brings the tables up to date, or says that this engine is too old for them.</summary>
    internal static async Task EnsureAsync(NpgsqlConnection connection, bool readOnly)
    {
        if (await FormatAsync(connection).ConfigureAwait(false) is { } format && IsDone(format))
            return;
        if (readOnly)
            throw new StoreException(StoreFault.Unavailable, "The tables are not there, or not up to date.");
        var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // Of nodes that start at once one migrates, and the others find it done.
            await connection
                .ExecuteAsync("SELECT pg_advisory_xact_lock($1)", CancellationToken.None, MigrationLock)
                .ConfigureAwait(false);
            await MigrateAsync(connection).ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
        }
    }

    private static async Task MigrateAsync(NpgsqlConnection connection)
    {
        var format = await FormatAsync(connection).ConfigureAwait(false);
        if (format is { } known && IsDone(known))
            return;
        await connection
            .ExecuteAsync(
                $"""
                CREATE SCHEMA IF NOT EXISTS {Name};
                CREATE TABLE IF NOT EXISTS {Name}.format (
                  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), major int NOT NULL, minor int NOT NULL);
                """,
                CancellationToken.None
            )
            .ConfigureAwait(false);
        foreach (var step in Steps.Where(x => format is null || x.Format.CompareTo(format.Value) > 0))
            await connection.ExecuteAsync(step.Sql, CancellationToken.None).ConfigureAwait(false);
        await connection
            .ExecuteAsync(
                "INSERT INTO format (major, minor) VALUES ($1, $2) ON CONFLICT (only_row) DO UPDATE SET major = $1, minor = $2",
                CancellationToken.None,
                Steps[^1].Major,
                Steps[^1].Minor
            )
            .ConfigureAwait(false);
    }

    /// <summary>The format's numbers; null when the tables are not there.</summary>
    private static async Task<(int Major, int Minor)?> FormatAsync(NpgsqlConnection connection)
    {
        // By table, not by to_regclass: that one may have seen, before the lock, that there is none, and remember it.
        var exists = await connection
            .ScalarAsync(
                "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'format'",
                CancellationToken.None,
                Name
            )
            .ConfigureAwait(false);
        if (exists is null)
            return null;
        var reader = await connection
            .Command("SELECT major, minor FROM risk_engine.format")
            .ExecuteReaderAsync()
            .ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
            return await reader.ReadAsync().ConfigureAwait(false)
                ? (reader.GetInt32(0), reader.GetInt32(1))
                : throw new StoreException(StoreFault.Corrupt, "The table format is empty.");
    }

    private static bool IsDone((int Major, int Minor) format) =>
        format.Major <= Steps[^1].Major
            ? format.CompareTo(Steps[^1].Format) >= 0
            : throw new StoreException(
                StoreFault.NewerFormat,
                $"The store has format {format.Major}.{format.Minor}; this engine knows {Steps[^1].Major}."
            );

    private sealed record Step(int Major, int Minor, string Sql)
    {
        internal (int Major, int Minor) Format => (Major, Minor);
    }
}
