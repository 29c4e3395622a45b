using Npgsql;

namespace RiskEngine.Storage;

/// <summary>Rows of a table that are chained by hash, with the chain's head kept apart.</summary>
/// <remarks>
/// Appending is one statement that counts only if the head is still the one that was read, so no node can hold up
/// another, wherever it stops.
/// </remarks>
internal sealed class PostgresChain(string table, string chain)
{
    private readonly string _name = $"{table}/{chain}";

    internal string Table => table;

    /// <summary>The head by the store's own note.</summary>
    internal async Task<AuditHead> HeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var heads = await connection
            .ListAsync(
                "SELECT count, hash FROM chain_head WHERE chain = $1",
                reader => Head(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)),
                cancellationToken,
                _name
            )
            .ConfigureAwait(false);
        return heads is [var head] ? head : AuditHead.Empty;
    }

    /// <summary>The head, once the last row is seen to be the one that it names: nothing is added to a cut chain.</summary>
    internal async Task<AuditHead> HeadToFollowAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var (head, rows) = await ReadAsync(
                connection,
                $"""
                SELECT 0, count, NULL::bytea, hash FROM chain_head WHERE chain = $1
                UNION ALL
                (SELECT 1, number, content, hash FROM {table} WHERE chain = $2 ORDER BY number DESC LIMIT 1)
                ORDER BY 1, 2
                """,
                cancellationToken
            )
            .ConfigureAwait(false);
        return ChainedRecords.Fits(head, rows) ? head : throw Damaged("does not end where its head says");
    }

    /// <summary>The head and every row, as they stood at one moment.</summary>
    internal Task<(AuditHead Head, List<ChainedRow> Rows)> ReadAllAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            connection,
            $"""
            SELECT 0, count, NULL::bytea, hash FROM chain_head WHERE chain = $1
            UNION ALL
            SELECT 1, number, content, hash FROM {table} WHERE chain = $2
            ORDER BY 1, 2
            """,
            cancellationToken
        );

    /// <summary>Rows after the given number, as they are kept.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="after">The number.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="bytes">Before each row no more than so many bytes of others are given.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal Task<List<ChainedRow>> RowsAsync(
        NpgsqlConnection connection,
        long after,
        int limit,
        long bytes,
        CancellationToken cancellationToken
    ) =>
        connection.ListAsync(
            $"""
            SELECT number, content, hash FROM (
              SELECT number, content, hash,
                sum(octet_length(content)) OVER (ORDER BY number) - octet_length(content) AS before
              FROM (
                SELECT number, content, hash FROM {table} WHERE chain = $1 AND number > $2 ORDER BY number LIMIT $3
              ) AS asked
            ) AS counted
            WHERE before <= $4 ORDER BY number
            """,
            reader => Row(reader, 0),
            cancellationToken,
            chain,
            after,
            limit,
            bytes
        );

    /// <summary>Whether a row of these contents is kept.</summary>
    internal async Task<bool> HasAsync(
        NpgsqlConnection connection,
        byte[] content,
        CancellationToken cancellationToken
    ) =>
        await connection
            .ScalarAsync(
                $"SELECT 1 FROM {table} WHERE chain = $1 AND content = $2 LIMIT 1",
                cancellationToken,
                chain,
                content
            )
            .ConfigureAwait(false)
            is not null;

    /// <summary>Adds rows after the head, all or none.</summary>
    /// <returns>Whether they are kept: not when another has added to the chain since the head was read.</returns>
    internal async Task<bool> TryAddAsync(
        NpgsqlConnection connection,
        AuditHead head,
        IReadOnlyList<ChainedRow> rows,
        CancellationToken cancellationToken
    ) =>
        await connection
            .ExecuteAsync(
                $"""
                WITH moved AS (
                  INSERT INTO chain_head AS h (chain, count, hash) VALUES ($1, $2, $3)
                  ON CONFLICT (chain) DO UPDATE SET count = excluded.count, hash = excluded.hash
                  WHERE h.count = $4 AND h.hash = $5
                  RETURNING 1)
                INSERT INTO {table} (chain, number, content, hash)
                SELECT $6, row.* FROM unnest($7::bigint[], $8::bytea[], $9::bytea[]) AS row
                WHERE EXISTS (SELECT 1 FROM moved)
                """,
                cancellationToken,
                _name,
                rows[^1].Number,
                rows[^1].Hash.ToBytes(),
                head.Count,
                head.Hash.ToBytes(),
                chain,
                rows.Select(x => x.Number).ToArray(),
                rows.Select(x => x.Bytes).ToArray(),
                rows.Select(x => x.Hash.ToBytes()).ToArray()
            )
            .ConfigureAwait(false) == rows.Count;

    internal StoreException Damaged(string what) => ChainedRecords.Damaged(table, what);

    private async Task<(AuditHead Head, List<ChainedRow> Rows)> ReadAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        var head = AuditHead.Empty;
        var rows = await connection
            .ListAsync(
                sql,
                reader =>
                {
                    if (reader.GetInt32(0) == 1)
                        return Row(reader, 1);
                    head = Head(reader.GetInt64(1), reader.GetFieldValue<byte[]>(3));
                    return null;
                },
                cancellationToken,
                _name,
                chain
            )
            .ConfigureAwait(false);
        return (head, rows.OfType<ChainedRow>().ToList());
    }

    private AuditHead Head(long count, byte[] bytes) =>
        count >= 0 && RowHash.FromBytes(bytes) is { } hash
            ? new AuditHead(count, hash)
            : throw Damaged("has a head that says nothing");

    private ChainedRow Row(NpgsqlDataReader reader, int from) =>
        RowHash.FromBytes(reader.GetFieldValue<byte[]>(from + 2)) is { } hash
            ? new ChainedRow(reader.GetInt64(from), reader.GetFieldValue<byte[]>(from + 1), hash)
            : throw Damaged("has a row that says nothing");
}
