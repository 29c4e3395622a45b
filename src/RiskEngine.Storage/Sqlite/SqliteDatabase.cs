using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RiskEngine.Storage;

/// <summary>The one connection to the file: opens it, lets one piece of work at a time use it, turns failures into answers.</summary>
internal sealed class SqliteDatabase(SqliteStoreOptions options) : IAsyncDisposable
{
    /// <summary>How long another process may hold the file. Whole seconds, one at least, is what the driver counts in.</summary>
    private const int LockSeconds = 1;

    private const long PageBytes = 4096;
    private const long KillSwitchReserveBytes = 1 << 20;
    private const long NoLimitPages = 4_294_967_294;

    private readonly SemaphoreSlim _one = new(1, 1);
    private SqliteConnection? _connection;
    private FileStream? _claim;
    private FileIdentity? _identity;
    private bool _wasThere;
    private bool _isReplaced;
    private bool _disposed;

    /// <summary>Told once when the file turns out not to be the one any more that was opened, whichever store over it was asked.</summary>
    internal KillSwitchListeners Replaced { get; } = new();

    /// <summary>Does the work on the thread pool, after what was asked before; the file may be slow, the caller may not wait.</summary>
    internal async Task<T> RunAsync<T>(
        Func<SqliteConnection, T> work,
        Func<StoreFailure, T> failed,
        CancellationToken cancellationToken
    )
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var done = await Task.Run(() => work(Open()), CancellationToken.None).ConfigureAwait(false);
            _isReplaced = false;
            return done;
        }
        catch (Exception exception) when (SqliteFaults.From(exception) is not null)
        {
            // The next one begins with a fresh look at the file.
            Close();
            var failure = SqliteFaults.From(exception)!;
            if (failure.Fault is StoreFault.Replaced && !_isReplaced)
            {
                _isReplaced = true;
                Replaced.Tell();
            }

            return failed(failure);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Lets the file grow as far as the audit trail may, or as far as the kill switch may.</summary>
    internal void LimitSize(SqliteConnection connection, bool forKillSwitch)
    {
        var pages = options.MaxBytes is { } bytes
            ? (bytes + (forKillSwitch ? KillSwitchReserveBytes : 0)) / PageBytes
            : NoLimitPages;
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        await _one.WaitAsync().ConfigureAwait(false);
        _disposed = true;
        Close();
        if (_claim is not null)
            await _claim.DisposeAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    private SqliteConnection Open()
    {
        var file = new FileInfo(options.Path);
        if (_wasThere && !options.ReadOnly)
            MustBeOurs(file);
        if (_connection is not null && file.Exists)
            return _connection;
        if (options.IsOneEngines)
            Claim(file);
        if (!file.Exists)
            Create(file);
        // A crash while a store is made leaves none at all, so an empty file is what is left of one.
        if (file.Length == 0)
            throw new StoreException(StoreFault.Corrupt, "The file is empty; a store never is.");
        var connection = new SqliteConnection(Address(file.FullName, options.ReadOnly));
        try
        {
            connection.Open();
            SqliteSchema.Ensure(connection, options.ReadOnly);
            if (!options.ReadOnly)
                connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        (_wasThere, _identity) = (true, FileIdentity.Of(file.FullName));
        if (!options.ReadOnly)
            MustHaveOneName(_identity);
        return _connection = connection;
    }

    /// <summary>What is written to a file that was replaced or deleted is gone with it, though the system says that it is kept.</summary>
    private void MustBeOurs(FileInfo file)
    {
        if (!file.Exists)
            throw new StoreException(
                StoreFault.Replaced,
                "The file is not there any more. What was kept in it is not known; put it back, or have a person look."
            );
        if (_identity is not { } ours || FileIdentity.Of(file.FullName) is not { } there)
            return;
        if (!there.IsSame(ours))
            throw new StoreException(
                StoreFault.Replaced,
                "Another file was put in the place of the one that this engine has opened. Put it back, or have a person look and start again."
            );
        MustHaveOneName(there);
    }

    /// <summary>Under another name another engine can open it unseen, and SQLite keeps a second write-ahead log for it.</summary>
    private static void MustHaveOneName(FileIdentity? identity)
    {
        if (identity is { Names: > 1 } linked)
            throw new StoreException(
                StoreFault.Replaced,
                $"The file has {linked.Names} names (hard links): another engine may use it under another one. Remove all but one."
            );
    }

    /// <summary>Held until the store is closed. The system lets go of it when the process ends, so none is ever left behind.</summary>
    private void Claim(FileInfo file)
    {
        file.Directory?.Create();
        var path = $"{file.FullName}-engine";
        try
        {
            _claim ??= new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new StoreException(
                StoreFault.Locked,
                "Another engine uses this store: two of them would send with the same keys. Stop one."
            );
        }
    }

    /// <summary>Makes the store beside its place and moves it there whole.</summary>
    private void Create(FileInfo file)
    {
        if (options.ReadOnly)
            throw new StoreException(StoreFault.Unavailable, "The file is not there.");
        if (File.Exists($"{file.FullName}-wal"))
            throw new StoreException(StoreFault.Corrupt, "The file is gone, but its write-ahead log is there.");
        file.Directory?.Create();
        var draft = $"{file.FullName}.new";
        File.Delete(draft);
        using (var connection = new SqliteConnection(Address(draft, false, SqliteOpenMode.ReadWriteCreate)))
        {
            connection.Open();
            connection.Execute("PRAGMA synchronous = FULL");
            SqliteSchema.Create(connection);
        }

        File.Move(draft, file.FullName);
        file.Refresh();
    }

    /// <summary>A store at rest is read as it lies; one in use has its write-ahead log read too.</summary>
    private static string Address(string path, bool readOnly, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var atRest = readOnly && new FileInfo($"{path}-wal") is not { Exists: true, Length: > 0 };
        return new SqliteConnectionStringBuilder
        {
            DataSource = atRest ? $"file:{Uri.EscapeDataString(path).Replace("%2F", "/")}?immutable=1" : path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : mode,
            DefaultTimeout = LockSeconds,
            Pooling = false,
        }.ToString();
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
