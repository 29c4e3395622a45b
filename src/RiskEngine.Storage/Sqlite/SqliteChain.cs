using Microsoft.Data.Sqlite;

namespace RiskEngine.Storage;

/// <summary>A table whose rows are chained by hash, with its head kept apart.</summary>
internal sealed class SqliteChain(string table)
{
    internal string Table => table;

    /// <summary>The head by the store's own note.</summary>
    internal AuditHead Head(SqliteConnection connection)
    {
        using var command = connection.Command("SELECT count, hash FROM head WHERE chain = $table", ("$table", table));
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            throw Damaged("has no head");
        return
            reader.GetValue(0) is long count and >= 0
            && reader.GetValue(1) is byte[] bytes
            && RowHash.FromBytes(bytes) is { } hash
            ? new AuditHead(count, hash)
            : throw Damaged("has a head that says nothing");
    }

    /// <summary>The head, once the last row is seen to be the one that it names: nothing is added to a cut chain.</summary>
    internal AuditHead HeadToFollow(SqliteConnection connection)
    {
        var head = Head(connection);
        var last = Rows(connection, head.Count - 1, 2).ToList();
        return ChainedRecords.Fits(head, last) ? head : throw Damaged("does not end where its head says");
    }

    /// <summary>Rows after the given number, as they are kept.</summary>
    internal IEnumerable<ChainedRow> Rows(SqliteConnection connection, long after, long limit)
    {
        using var command = connection.Command(
            $"SELECT number, row, hash FROM {table} WHERE number > $after ORDER BY number LIMIT $limit",
            ("$after", after),
            ("$limit", limit)
        );
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return reader.GetValue(0) is long number
            && reader.GetValue(1) is byte[] bytes
            && reader.GetValue(2) is byte[] digest
            && RowHash.FromBytes(digest) is { } hash
                ? new ChainedRow(number, bytes, hash)
                : throw Damaged("has a row that says nothing");
    }

    /// <summary>Whether a row of these contents is kept.</summary>
    internal bool Has(SqliteConnection connection, byte[] row) =>
        connection.Scalar($"SELECT 1 FROM {table} WHERE row = $row", ("$row", row)) is not null;

    /// <summary>Adds a row after the head. To be done within a transaction.</summary>
    internal AuditHead Add(SqliteConnection connection, AuditHead head, byte[] row, RowHash hash)
    {
        connection.Execute(
            $"INSERT INTO {table} (number, row, hash) VALUES ($number, $row, $hash)",
            ("$number", head.Count + 1),
            ("$row", row),
            ("$hash", hash.ToBytes())
        );
        return new AuditHead(head.Count + 1, hash);
    }

    /// <summary>Notes the head. To be done within the same transaction.</summary>
    internal void Note(SqliteConnection connection, AuditHead head) =>
        connection.Execute(
            "UPDATE head SET count = $count, hash = $hash WHERE chain = $table",
            ("$count", head.Count),
            ("$hash", head.Hash.ToBytes()),
            ("$table", table)
        );

    private StoreException Damaged(string what) => ChainedRecords.Damaged(table, what);
}
