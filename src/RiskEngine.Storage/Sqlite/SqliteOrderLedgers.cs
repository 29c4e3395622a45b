using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace RiskEngine.Storage;

/// <summary>Which orders are open, in the table <c>open_order</c>, and what they leave out, in <c>order_ledger</c>.</summary>
/// <remarks>
/// A digest of all of a session's orders is kept with what is said of them: a damaged page can neither lose an order nor
/// have a session's orders taken for all of them unseen. It is the exclusive or of the orders' hashes, so a change costs
/// as much as it changes.
/// </remarks>
internal sealed class SqliteOrderLedgers(SqliteDatabase database, OrdersWitness? witness) : IOrderLedgers
{
    public Task<OrderLedgerReading> ReadAsync(SessionKey session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return database.RunAsync<OrderLedgerReading>(
            connection =>
            {
                using var transaction = connection.BeginTransaction(deferred: true);
                return Read(connection, $"{session}");
            },
            failure => new OrderLedgerReading.Failed(failure),
            cancellationToken
        );
    }

    public Task<StoreChange> KeepAsync(
        SessionKey session,
        OrderLedgerChange change,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(change);
        return database.RunAsync<StoreChange>(
            connection =>
            {
                database.LimitSize(connection, forKillSwitch: false);
                // Of a damaged write-ahead log SQLite quietly drops the rest: that the orders are in use must not stay there.
                if (Keep(connection, $"{session}", change))
                    connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
                return new StoreChange.Kept();
            },
            failure => new StoreChange.Failed(failure),
            cancellationToken
        );
    }

    /// <summary>Whether something else is said of the orders from now on.</summary>
    private bool Keep(SqliteConnection connection, string session, OrderLedgerChange change)
    {
        using var transaction = connection.BeginTransaction();
        var before = Head(connection, session);
        var digest = before?.Digest ?? new byte[RowHash.Length];
        Open(connection, session, change.Opened, digest);
        Close(connection, session, change.Closed, digest);
        var standing = OrderLedgerText.Of(change.Standing);
        var hash = HashOf(session, standing, digest);
        // Before the first order can be opened, so that a copy of before never counts again.
        if (change.Standing == OrderLedgerStanding.InUse)
            witness?.NoteInUse(session);
        connection.Execute(
            """
            INSERT INTO order_ledger VALUES ($session, $standing, $digest, $hash)
            ON CONFLICT (session) DO UPDATE SET standing = $standing, digest = $digest, hash = $hash
            """,
            ("$session", session),
            ("$standing", standing),
            ("$digest", digest),
            ("$hash", hash)
        );
        transaction.Commit();
        if (change.Standing != OrderLedgerStanding.InUse)
            witness?.NoteEnd(session, hash);
        return before?.Standing != change.Standing;
    }

    private static void Open(
        SqliteConnection connection,
        string session,
        ValueList<KeptOrder> opened,
        Span<byte> digest
    )
    {
        using var known = connection.Command(
            "SELECT strategy, terms FROM open_order WHERE session = $session AND id = $id",
            ("$session", session),
            ("$id", "")
        );
        using var put = connection.Command(
            "INSERT OR REPLACE INTO open_order VALUES ($session, $id, $strategy, $terms)",
            ("$session", session),
            ("$id", ""),
            ("$strategy", DBNull.Value),
            ("$terms", DBNull.Value)
        );
        foreach (var order in opened)
        {
            var terms = OrderTermsText.Of(order.Terms);
            known.Parameters["$id"].Value = put.Parameters["$id"].Value = order.Id.Value;
            put.Parameters["$strategy"].Value = (object?)order.Strategy?.Value ?? DBNull.Value;
            put.Parameters["$terms"].Value = (object?)terms ?? DBNull.Value;
            ToggleWhatWas(digest, session, order.Id.Value, known);
            put.ExecuteNonQuery();
            Toggle(digest, session, order.Id.Value, order.Strategy?.Value, terms);
        }
    }

    private static void ToggleWhatWas(Span<byte> digest, string session, string id, SqliteCommand row)
    {
        using var reader = row.ExecuteReader();
        if (reader.Read())
            Toggle(digest, session, id, TextAt(reader, 0), TextAt(reader, 1));
    }

    private static string? TextAt(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static void Close(SqliteConnection connection, string session, ValueList<OrderId> closed, Span<byte> digest)
    {
        using var remove = connection.Command(
            "DELETE FROM open_order WHERE session = $session AND id = $id RETURNING strategy, terms",
            ("$session", session),
            ("$id", "")
        );
        foreach (var order in closed)
        {
            remove.Parameters["$id"].Value = order.Value;
            ToggleWhatWas(digest, session, order.Value, remove);
        }
    }

    private OrderLedgerReading.Known Read(SqliteConnection connection, string session)
    {
        var head = Head(connection, session);
        var orders = new List<KeptOrder>();
        var digest = new byte[RowHash.Length];
        using var command = connection.Command(
            "SELECT id, strategy, terms FROM open_order WHERE session = $session",
            ("$session", session)
        );
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (id, strategy, terms) = (reader.GetString(0), TextAt(reader, 1), TextAt(reader, 2));
            Toggle(digest, session, id, strategy, terms);
            orders.Add(OrderLedgerText.Order(id, strategy, terms));
        }

        if (!digest.AsSpan().SequenceEqual(head?.Digest ?? new byte[RowHash.Length]))
            throw new StoreException(StoreFault.Corrupt, "open_order is damaged.");
        return new OrderLedgerReading.Known(
            orders.OrderBy(order => order.Id).ToValueList(),
            // An older copy knows its orders, and not whether they are all.
            head is not { } last
            || witness?.Contradicts(session, last.Hash) == true
                ? OrderLedgerStanding.InUse
                : last.Standing
        );
    }

    /// <summary>What is said of a session's orders, their digest, and the hash of both; null: nothing was written.</summary>
    private static (OrderLedgerStanding Standing, byte[] Digest, byte[] Hash)? Head(
        SqliteConnection connection,
        string session
    )
    {
        using var command = connection.Command(
            "SELECT standing, digest, hash FROM order_ledger WHERE session = $session",
            ("$session", session)
        );
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        return
            reader.GetValue(0) is string standing
            && reader.GetValue(1) is byte[] { Length: RowHash.Length } digest
            && reader.GetValue(2) is byte[] hash
            && hash.AsSpan().SequenceEqual(HashOf(session, standing, digest))
            ? (OrderLedgerText.Standing(standing), digest, hash)
            : throw new StoreException(StoreFault.Corrupt, "order_ledger is damaged.");
    }

    private static byte[] HashOf(string session, string standing, byte[] digest) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes($"{session}\n{standing}\n"), .. digest]);

    /// <summary>
    /// Takes an order into the digest, or out of it. None of the texts has a line break in it. Without terms the digest is what
    /// it was before there were any.
    /// </summary>
    private static void Toggle(Span<byte> digest, string session, string id, string? strategy, string? terms)
    {
        var written = $"{session}\n{id}\n{strategy}{(terms is null ? "" : $"\n{terms}")}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(written));
        for (var i = 0; i < hash.Length; i++)
            digest[i] ^= hash[i];
    }
}
