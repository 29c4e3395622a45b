using System.Globalization;
using Npgsql;

namespace RiskEngine.Storage;

/// <summary>The way to the database: bounds every piece of work in time, reconnects, turns failures into answers.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private const int PooledConnections = 4;

    private readonly PostgresStoreOptions _options;
    private readonly PostgresOutage _outage;
    private readonly NpgsqlDataSource _pool;

    internal PostgresDatabase(PostgresStoreOptions options)
    {
        _options = options;
        _outage = new PostgresOutage(options);
        _pool = Source(PooledConnections, null);
    }

    /// <summary>Does the work on a connection of the pool.</summary>
    /// <param name="writes">Whether a broken connection leaves it open what was kept.</param>
    /// <param name="work">The work; done a second time when the connection turns out to be dead, so to do it twice must be as good as once.</param>
    /// <param name="failed">Makes a failure an answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="turns">Lets one piece of such work at a time go ahead; null: as many as there are connections.</param>
    internal Task<T> RunAsync<T>(
        bool writes,
        Func<NpgsqlConnection, CancellationToken, Task<T>> work,
        Func<StoreFailure, T> failed,
        CancellationToken cancellationToken,
        PostgresTurns? turns = null
    ) =>
        BoundedAsync(
            async attempt =>
            {
                using var turn = turns is null ? null : await turns.TakeAsync(attempt.Token).ConfigureAwait(false);
                var connection = await _pool.OpenConnectionAsync(attempt.Token).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    attempt.IsConnected = true;
                    return await work(connection, attempt.Token).ConfigureAwait(false);
                }
            },
            writes,
            failed,
            cancellationToken
        );

    /// <summary>Does work that finds its connection itself, within the same bounds.</summary>
    internal async Task<T> BoundedAsync<T>(
        Func<PostgresAttempt, Task<T>> work,
        bool writes,
        Func<StoreFailure, T> failed,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_outage.Refusal is { } refusal)
            return failed(refusal);
        using var limit = new CancellationTokenSource(_options.OperationLimit, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var attempt = new PostgresAttempt(either.Token);
        try
        {
            var result = await TwiceIfDeadAsync(work, attempt).WaitAsync(either.Token).ConfigureAwait(false);
            _outage.Over();
            return result;
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested
                && PostgresFaults.From(exception, writes && attempt.IsConnected) is not null
            )
        {
            var failure = PostgresFaults.From(exception, writes && attempt.IsConnected)!;
            if (PostgresFaults.IsConnectionLost(exception))
                _outage.Noted(failure);
            else
                _outage.Over();
            return failed(failure);
        }
    }

    /// <summary>A connection outside the pool, for what lasts as long as it does.</summary>
    /// <param name="silentFor">The server ends it when nothing is asked for so long; null: never.</param>
    internal NpgsqlDataSource Dedicated(TimeSpan? silentFor) => Source(0, silentFor);

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    /// <summary>A server that was restarted leaves dead connections in the pool, which only using them shows.</summary>
    private Task<T> TwiceIfDeadAsync<T>(Func<PostgresAttempt, Task<T>> work, PostgresAttempt attempt) =>
        Task.Run(
            async () =>
            {
                try
                {
                    return await work(attempt).ConfigureAwait(false);
                }
                catch (Exception dead)
                    when (attempt.IsConnected
                        && PostgresFaults.IsConnectionLost(dead)
                        && !attempt.Token.IsCancellationRequested
                    )
                {
                    _pool.Clear();
                    return await work(attempt).ConfigureAwait(false);
                }
            },
            CancellationToken.None
        );

    private NpgsqlDataSource Source(int pooled, TimeSpan? silentFor)
    {
        var address = new NpgsqlConnectionStringBuilder(_options.ConnectionString)
        {
            SearchPath = PostgresSchema.Name,
            ApplicationName = $"risk-engine {_options.Node}",
            Pooling = pooled > 0,
            MaxPoolSize = Math.Max(pooled, 1),
            // Every wait is bounded here, by the engine's own clock.
            CommandTimeout = 0,
            Timeout = Math.Max(1, (int)Math.Ceiling(_options.OperationLimit.TotalSeconds)),
            // A server that does not answer would not answer a request to cancel either.
            CancellationTimeout = -1,
            // A pool would keep what a restart of the server has changed.
            MaxAutoPrepare = 0,
            PersistSecurityInfo = false,
        };
        address.Options = string.Join(
            ' ',
            new[] { address.Options }
                .Concat(Settings(silentFor).Select(x => $"-c {x}"))
                .Where(x => !string.IsNullOrEmpty(x))
        );
        var builder = new NpgsqlDataSourceBuilder(address.ToString());
        builder.UsePhysicalConnectionInitializer(
            _ => throw new NotSupportedException("Connections are opened asynchronously."),
            connection => PostgresSchema.EnsureAsync(connection, _options.ReadOnly)
        );
        return builder.Build();
    }

    private IEnumerable<string> Settings(TimeSpan? silentFor)
    {
        yield return "synchronous_commit=on";
        yield return $"statement_timeout={Milliseconds(_options.OperationLimit * 0.75)}";
        yield return $"lock_timeout={Milliseconds(_options.OperationLimit * 0.5)}";
        yield return $"idle_in_transaction_session_timeout={Milliseconds(_options.OperationLimit)}";
        if (silentFor is { } silence)
            yield return $"idle_session_timeout={Milliseconds(silence)}";
        if (_options.ReadOnly)
            yield return "default_transaction_read_only=on";
    }

    private static string Milliseconds(TimeSpan time) =>
        Math.Max(1, (long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
