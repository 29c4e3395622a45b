using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace RiskEngine.Storage;

/// <summary>How high nonces may have gone, in the table <c>nonce_mark</c>. The higher of two marks wins; none is lowered.</summary>
internal sealed class SqliteNonceMarks(SqliteDatabase database) : INonceMarks
{
    public Task<Nonce?> ReadAsync(SessionKey session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return database.RunAsync(connection => Read(connection, session), Fail<Nonce?>, cancellationToken);
    }

    public Task ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return database.RunAsync(
            connection =>
            {
                database.LimitSize(connection, forKillSwitch: true);
                Reserve(connection, session, upTo);
                return true;
            },
            Fail<bool>,
            cancellationToken
        );
    }

    private static Nonce? Read(SqliteConnection connection, SessionKey session)
    {
        using var command = connection.Command(
            "SELECT mark, digest FROM nonce_mark WHERE session = $session",
            ("$session", session.ToString())
        );
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        return
            reader.GetValue(0) is long mark
            && reader.GetValue(1) is byte[] digest
            && digest.AsSpan().SequenceEqual(Digest(session, mark))
            ? new Nonce(mark)
            : throw new StoreException(StoreFault.Corrupt, $"The mark of {session} is damaged.");
    }

    private static void Reserve(SqliteConnection connection, SessionKey session, Nonce upTo)
    {
        using var transaction = connection.BeginTransaction();
        if (Read(connection, session) is { } mark && mark >= upTo)
            return;
        connection.Execute(
            "INSERT OR REPLACE INTO nonce_mark (session, mark, digest) VALUES ($session, $mark, $digest)",
            ("$session", session.ToString()),
            ("$mark", upTo.Value),
            ("$digest", Digest(session, upTo.Value))
        );
        transaction.Commit();
    }

    /// <summary>A damaged mark must not pass for a lower one.</summary>
    private static byte[] Digest(SessionKey session, long mark) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{session} {mark}"));

    private static T Fail<T>(StoreFailure failure) => throw new IOException($"The store of nonces failed: {failure}");
}
