using Npgsql;

namespace RiskEngine.Storage;

/// <summary>An advisory lock on a connection of its own: it ends with the connection, so nobody who is gone keeps it.</summary>
internal sealed class PostgresSurvivorLease(PostgresDatabase database) : ISurvivorLease, IAsyncDisposable
{
    private const string Lock = "hashtextextended('risk-engine survivor', 0)";

    private readonly NpgsqlDataSource _source = database.Dedicated(silentFor: null);
    private readonly PostgresTurns _turns = new();
    private NpgsqlConnection? _connection;

    public bool IsHeld => Volatile.Read(ref _connection) is { State: System.Data.ConnectionState.Open };

    public Task<bool> TakeAsync(CancellationToken cancellationToken) =>
        database.BoundedAsync(TakeAsync, writes: true, _ => false, cancellationToken);

    public async Task GiveBackAsync()
    {
        using var turn = await _turns.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await GiveBackAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<bool> TakeAsync(PostgresAttempt attempt)
    {
        using var turn = await _turns.TakeAsync(attempt.Token).ConfigureAwait(false);
        if (IsHeld)
            return true;
        await CloseAsync().ConfigureAwait(false);
        var connection = await _source.OpenConnectionAsync(attempt.Token).ConfigureAwait(false);
        try
        {
            attempt.IsConnected = true;
            if (
                await connection
                    .ScalarAsync($"SELECT pg_try_advisory_lock({Lock})", attempt.Token)
                    .ConfigureAwait(false)
                is not true
            )
                return false;
            Volatile.Write(ref _connection, connection);
            return true;
        }
        finally
        {
            if (!ReferenceEquals(_connection, connection))
                await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task CloseAsync()
    {
        var connection = Interlocked.Exchange(ref _connection, null);
        if (connection is null)
            return;
        try
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (PostgresFaults.IsConnectionLost(gone))
        {
            // It was to be closed.
        }
    }
}
