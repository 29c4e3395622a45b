using Npgsql;

namespace RiskEngine.Storage;

/// <summary>Listens, on a connection of its own, for what other nodes tell when they add a record.</summary>
/// <remarks>What was told while nobody listened is lost, so subscribers are called each time that listening begins.</remarks>
internal sealed class PostgresKillSwitchChanges(PostgresDatabase database, PostgresStoreOptions options)
    : IKillSwitchChanges,
        IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = database.Dedicated(silentFor: null);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Action> _listeners = [];
    private Task? _listening;

    public IDisposable Subscribe(Action mayHaveChanged)
    {
        ArgumentNullException.ThrowIfNull(mayHaveChanged);
        lock (_gate)
        {
            _listeners.Add(mayHaveChanged);
            _listening ??= Task.Run(ListenAsync);
        }

        return new Subscription(this, mayHaveChanged);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_listening is { } listening)
            await listening.ConfigureAwait(false);
        _stop.Dispose();
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
            try
            {
                // A failure is an answer, after which the next try waits; the database's own pauses come on top.
                if (await ConnectAsync().ConfigureAwait(false) is { } connection)
                    await using (connection.ConfigureAwait(false))
                        await HearAsync(connection).ConfigureAwait(false);
                await Task.Delay(options.ReconnectFirst, options.Time, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // That is all.
            }
    }

    private Task<NpgsqlConnection?> ConnectAsync() =>
        database.BoundedAsync<NpgsqlConnection?>(
            async attempt =>
            {
                var connection = await _source.OpenConnectionAsync(attempt.Token).ConfigureAwait(false);
                try
                {
                    connection.Notification += (_, _) => Tell();
                    await connection
                        .ExecuteAsync($"LISTEN {PostgresKillSwitchLog.Channel}", attempt.Token)
                        .ConfigureAwait(false);
                    attempt.Token.ThrowIfCancellationRequested();
                    return connection;
                }
                catch
                {
                    await connection.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            },
            writes: false,
            _ => null,
            _stop.Token
        );

    /// <summary>Returns when the connection is lost. One that is silent is asked from time to time whether it lives.</summary>
    private async Task HearAsync(NpgsqlConnection connection)
    {
        Tell();
        try
        {
            while (true)
                if (!await connection.WaitAsync(options.Terms.SilenceLimit, _stop.Token).ConfigureAwait(false))
                {
                    using var limit = new CancellationTokenSource(options.OperationLimit, options.Time);
                    await connection.ExecuteAsync("SELECT 1", limit.Token).ConfigureAwait(false);
                }
        }
        catch (Exception lost)
            when (!_stop.IsCancellationRequested && PostgresFaults.From(lost, mayBeKept: false) is not null)
        {
            // Connect again.
        }
    }

    private void Tell()
    {
        Action[] listeners;
        lock (_gate)
            listeners = [.. _listeners];
        foreach (var listener in listeners)
            listener();
    }

    private sealed class Subscription(PostgresKillSwitchChanges changes, Action listener) : IDisposable
    {
        public void Dispose()
        {
            lock (changes._gate)
                changes._listeners.Remove(listener);
        }
    }
}
