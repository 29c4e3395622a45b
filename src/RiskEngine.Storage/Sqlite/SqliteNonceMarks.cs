using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace RiskEngine.Storage;

/// <summary>How high nonces may have gone, in the one row of the table <c>nonce_marks</c>.</summary>
/// <remarks>All marks are one text with its hash beside it: a damaged page can neither lower one nor lose one unseen.</remarks>
internal sealed class SqliteNonceMarks(SqliteDatabase database) : INonceMarks
{
    public Task<NonceMarkReading> ReadAsync(SessionKey session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return database.RunAsync<NonceMarkReading>(
            connection => new NonceMarkReading.Known(
                Read(connection).TryGetValue($"{session}", out var mark) ? new Nonce(mark) : null
            ),
            failure => new NonceMarkReading.Failed(failure),
            cancellationToken
        );
    }

    public Task<StoreChange> ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return database.RunAsync<StoreChange>(
            connection =>
            {
                database.LimitSize(connection, forKillSwitch: false);
                Raise(connection, $"{session}", upTo.Value);
                return new StoreChange.Kept();
            },
            failure => new StoreChange.Failed(failure),
            cancellationToken
        );
    }

    private static void Raise(SqliteConnection connection, string session, decimal mark)
    {
        using var transaction = connection.BeginTransaction();
        var marks = Read(connection);
        if (!marks.TryGetValue(session, out var known) || mark > known)
        {
            marks[session] = mark;
            var text = JsonSerializer.SerializeToUtf8Bytes(marks);
            connection.Execute(
                "UPDATE nonce_marks SET marks = $marks, hash = $hash",
                ("$marks", text),
                ("$hash", RowHash.Genesis.Next(text).ToBytes())
            );
        }

        transaction.Commit();
    }

    private static SortedDictionary<string, decimal> Read(SqliteConnection connection)
    {
        using var command = connection.Command("SELECT marks, hash FROM nonce_marks");
        using var reader = command.ExecuteReader();
        return
            reader.Read()
            && reader.GetValue(0) is byte[] text
            && reader.GetValue(1) is byte[] hash
            && RowHash.FromBytes(hash) == RowHash.Genesis.Next(text)
            ? new SortedDictionary<string, decimal>(
                JsonSerializer.Deserialize<Dictionary<string, decimal>>(text)!,
                StringComparer.Ordinal
            )
            : throw new StoreException(StoreFault.Corrupt, "nonce_marks is damaged.");
    }
}
