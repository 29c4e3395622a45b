using Microsoft.Data.Sqlite;

namespace RiskEngine.Storage;

/// <summary>Marks in a SQLite file: a reservation that was confirmed survives a crash of the process and of the machine.</summary>
/// <remarks>
/// Safe for concurrent use. One write at a time, on a thread of the pool, so no caller waits for the disk. Several
/// processes may share the file; the higher mark wins. A mark is never lowered.
/// </remarks>
public sealed class SqliteNonceMarks : INonceMarks, IAsyncDisposable
{
    // A writer of another process holds the file for milliseconds; longer than this is a failure to tell.
    private const int BusySeconds = 2;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS nonce_marks (
          session TEXT NOT NULL PRIMARY KEY,
          mark INTEGER NOT NULL
        ) WITHOUT ROWID, STRICT;
        """;

    private readonly SqliteConnection _connection;
    private readonly SemaphoreSlim _one = new(1);

    private SqliteNonceMarks(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file, and makes it where there is none.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="cancellationToken">Gives up before the file is opened.</param>
    /// <exception cref="IOException">The file cannot be opened, or is no such file.</exception>
    public static Task<SqliteNonceMarks> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Task.Run(() => Open(path), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Nonce?> ReadAsync(SessionKey session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Alone<Nonce?>(
            () =>
            {
                using var command = Command("SELECT mark FROM nonce_marks WHERE session = $session", session);
                return command.ExecuteScalar() is long mark ? new Nonce(mark) : null;
            },
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public Task ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Alone(
            () =>
            {
                using var command = Command(
                    """
                    INSERT INTO nonce_marks (session, mark) VALUES ($session, $mark)
                    ON CONFLICT (session) DO UPDATE SET mark = max(mark, excluded.mark)
                    """,
                    session
                );
                command.Parameters.AddWithValue("$mark", upTo.Value);
                return command.ExecuteNonQuery();
            },
            cancellationToken
        );
    }

    /// <summary>Waits for the write that is under way and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _one.WaitAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    private static SqliteNonceMarks Open(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                // A pool would keep the file open after the connection is closed.
                Pooling = false,
                DefaultTimeout = BusySeconds,
            }.ToString()
        );
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // Full: a commit returns when the disk has it. WAL: readers and a backup do not stop the writer.
            command.CommandText = $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {Schema}";
            command.ExecuteNonQuery();
            return new SqliteNonceMarks(connection);
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw Translate(failure);
        }
    }

    private async Task<T> Alone<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(work, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException failure)
        {
            throw Translate(failure);
        }
        finally
        {
            _one.Release();
        }
    }

    private SqliteCommand Command(string text, SessionKey session)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$session", session.ToString());
        return command;
    }

    private static IOException Translate(SqliteException failure) =>
        new($"The store of nonces failed: {failure.Message}", failure);
}
