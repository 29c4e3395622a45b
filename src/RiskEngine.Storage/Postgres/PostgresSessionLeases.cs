using Npgsql;

namespace RiskEngine.Storage;

/// <summary>Leases in the table <c>session_lease</c>, each guarded twice.</summary>
/// <remarks>
/// The row keeps a lease from others by the server's wall clock, also when the holder's connection is gone. An advisory
/// lock keeps it as long as the holder's own connection lives, whatever that clock does; a connection on which nothing
/// was asked for as long as a lease is kept is ended by the server itself, so a node that hangs blocks nobody. Only who
/// gets past both is granted the session; to renew it, the row decides.
/// </remarks>
internal sealed class PostgresSessionLeases(PostgresDatabase database, PostgresStoreOptions options)
    : ISessionLeases,
        IAsyncDisposable
{
    private const string Lock = "hashtextextended('risk-engine/' || $1, 0)";

    /// <summary>Changes with every renewal. An older engine, too, writes the column that it is made of.</summary>
    private const string Stamp = "(extract(epoch FROM l.kept_until) * 1000000)::bigint";

    private readonly NpgsqlDataSource _source = database.Dedicated(silentFor: options.Terms.KeptFromOthers);
    private readonly PostgresTurns _turns = new();

    /// <summary>Whose locks the connection has, each until when on the running clock: a lease that ended holds none.</summary>
    private readonly Dictionary<SessionKey, TimeSpan> _locked = [];

    private NpgsqlConnection? _connection;

    public Task<LeaseAcquisition> AcquireAsync(
        SessionKey session,
        SeenLease? ended,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(session);
        return RunAsync<LeaseAcquisition>(
            (connection, token) => AcquireAsync(connection, session, ended, token),
            failure => new LeaseAcquisition.Failed(failure),
            cancellationToken
        );
    }

    public Task<LeaseRenewal> RenewAsync(IReadOnlyCollection<SessionLease> leases, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(leases);
        return RunAsync<LeaseRenewal>(
            (connection, token) => RenewAsync(connection, leases, token),
            failure => new LeaseRenewal.Failed(failure),
            cancellationToken
        );
    }

    public Task<StoreChange> ReleaseAsync(SessionLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return RunAsync<StoreChange>(
            async (connection, token) =>
            {
                await connection
                    .ExecuteAsync(
                        "UPDATE session_lease SET kept_until = NULL WHERE session = $1 AND node = $2 AND token = $3",
                        token,
                        $"{lease.Session}",
                        options.Node.Value,
                        lease.Token.Value
                    )
                    .ConfigureAwait(false);
                if (_locked.Remove(lease.Session))
                    await UnlockAsync(connection, lease.Session, token).ConfigureAwait(false);
                return new StoreChange.Kept();
            },
            failure => new StoreChange.Failed(failure),
            cancellationToken
        );
    }

    public Task<LeasesReading> ReadAsync(CancellationToken cancellationToken) =>
        database.RunAsync<LeasesReading>(
            writes: false,
            async (connection, token) =>
            {
                var leases = await connection
                    .ListAsync(
                        $"""
                        SELECT session, node, token, {Stamp} FROM session_lease AS l
                        WHERE kept_until IS NOT NULL ORDER BY session COLLATE "C"
                        """,
                        reader => new SeenLease(Holder(reader), reader.GetInt64(3)),
                        token
                    )
                    .ConfigureAwait(false);
                return new LeasesReading.Known(leases.ToValueList());
            },
            failure => new LeasesReading.Failed(failure),
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        // What is under way, such as the giving back of a lease, has the connection until it ends.
        using var turn = await _turns.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (PostgresFaults.IsConnectionLost(gone))
        {
            // It was to be closed.
        }

        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<LeaseAcquisition> AcquireAsync(
        NpgsqlConnection connection,
        SessionKey session,
        SeenLease? ended,
        CancellationToken token
    )
    {
        var askedAt = Moment.Of(options.Time).Running;
        var transaction = await connection.BeginTransactionAsync(token).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var granted = await connection
                .ScalarAsync(
                    $"""
                    INSERT INTO session_lease AS l (session, node, token, kept_until)
                    VALUES ($1, $2, 1, clock_timestamp() + $3)
                    ON CONFLICT (session) DO UPDATE SET node = excluded.node, token = l.token + 1,
                      kept_until = clock_timestamp() + $3
                    WHERE l.kept_until IS NULL
                      OR l.token = $4 AND {Stamp} = $5 AND l.kept_until <= clock_timestamp()
                    RETURNING token
                    """,
                    token,
                    $"{session}",
                    options.Node.Value,
                    options.Terms.KeptFromOthers,
                    ended?.Holder.Token.Value ?? 0,
                    ended?.Stamp ?? 0
                )
                .ConfigureAwait(false);
            if (granted is long number && await LockAsync(connection, session, askedAt, token).ConfigureAwait(false))
            {
                await transaction.CommitAsync(token).ConfigureAwait(false);
                return new LeaseAcquisition.Granted(
                    new SessionLease(session, new FencingToken(number), askedAt + options.Terms.LeaseDuration)
                );
            }

            await transaction.RollbackAsync(token).ConfigureAwait(false);
        }

        var holders = await connection
            .ListAsync("SELECT session, node, token FROM session_lease WHERE session = $1", Holder, token, $"{session}")
            .ConfigureAwait(false);
        return holders is [var holder]
            ? new LeaseAcquisition.Taken(holder)
            : throw new StoreException(StoreFault.Locked, $"The lock of {session} is held by something else.");
    }

    private async Task<LeaseRenewal> RenewAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<SessionLease> leases,
        CancellationToken token
    )
    {
        var askedAt = Moment.Of(options.Time).Running;
        // The row alone decides. A lock that is not there for the taking may be that of the connection which was lost
        // before, and of which the server has not heard yet.
        foreach (var lease in leases)
            await LockAsync(connection, lease.Session, askedAt, token).ConfigureAwait(false);
        var renewed = await connection
            .ListAsync(
                """
                UPDATE session_lease AS l SET kept_until = clock_timestamp() + $4
                FROM unnest($1::text[], $2::bigint[]) AS mine (session, token)
                WHERE l.session = mine.session AND l.token = mine.token AND l.node = $3 AND l.kept_until IS NOT NULL
                RETURNING l.session, l.node, l.token
                """,
                Holder,
                token,
                leases.Select(x => $"{x.Session}").ToArray(),
                leases.Select(x => x.Token.Value).ToArray(),
                options.Node.Value,
                options.Terms.KeptFromOthers
            )
            .ConfigureAwait(false);
        var kept = renewed.Select(x => x.Session).ToHashSet();
        foreach (var lost in leases.Where(x => !kept.Contains(x.Session) && _locked.Remove(x.Session)))
            await UnlockAsync(connection, lost.Session, token).ConfigureAwait(false);
        return new LeaseRenewal.Answered(
            leases
                .Where(x => kept.Contains(x.Session))
                .Select(x => x with { EndsAt = askedAt + options.Terms.LeaseDuration })
                .ToValueList()
        );
    }

    /// <summary>Whether the session's lock is this connection's, from before or from now on.</summary>
    private async Task<bool> LockAsync(
        NpgsqlConnection connection,
        SessionKey session,
        TimeSpan askedAt,
        CancellationToken token
    )
    {
        var isOurs =
            _locked.ContainsKey(session)
            || await connection
                .ScalarAsync($"SELECT pg_try_advisory_lock({Lock})", token, $"{session}")
                .ConfigureAwait(false)
                is true;
        if (isOurs)
            _locked[session] = askedAt + options.Terms.KeptFromOthers;
        return isOurs;
    }

    private async Task UnlockEndedAsync(NpgsqlConnection connection, CancellationToken token)
    {
        var now = Moment.Of(options.Time).Running;
        foreach (var (session, until) in _locked.ToArray())
            if (until < now && _locked.Remove(session))
                await UnlockAsync(connection, session, token).ConfigureAwait(false);
    }

    private static Task<int> UnlockAsync(NpgsqlConnection connection, SessionKey session, CancellationToken token) =>
        connection.ExecuteAsync($"SELECT pg_advisory_unlock({Lock})", token, $"{session}");

    private static SessionHolder Holder(NpgsqlDataReader reader) =>
        new(
            PostgresSessions.Parse(reader.GetString(0)),
            new NodeName(reader.GetString(1)),
            new FencingToken(reader.GetInt64(2))
        );

    /// <summary>One piece of work at a time on the one connection that holds the locks; with it, they go.</summary>
    private Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> work,
        Func<StoreFailure, T> failed,
        CancellationToken cancellationToken
    ) =>
        database.BoundedAsync(
            async attempt =>
            {
                using var turn = await _turns.TakeAsync(attempt.Token).ConfigureAwait(false);
                for (var isFirst = true; ; isFirst = false)
                {
                    try
                    {
                        var connection = await OpenAsync(attempt.Token).ConfigureAwait(false);
                        attempt.IsConnected = true;
                        await UnlockEndedAsync(connection, attempt.Token).ConfigureAwait(false);
                        return await work(connection, attempt.Token).ConfigureAwait(false);
                    }
                    catch (Exception exception) when (PostgresFaults.IsConnectionLost(exception))
                    {
                        await CloseAsync().ConfigureAwait(false);
                        // Ended for its silence, so before anything was asked on it: nothing was done twice.
                        if (!isFirst || exception is not PostgresException { SqlState: "57P05" })
                            throw;
                    }
                }
            },
            writes: true,
            failed,
            cancellationToken
        );

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken token)
    {
        if (_connection is { State: System.Data.ConnectionState.Open } open)
            return open;
        await CloseAsync().ConfigureAwait(false);
        return _connection = await _source.OpenConnectionAsync(token).ConfigureAwait(false);
    }

    private async Task CloseAsync()
    {
        _locked.Clear();
        if (_connection is { } connection)
            await connection.DisposeAsync().ConfigureAwait(false);
        _connection = null;
    }
}
