namespace RiskEngine.Storage;

/// <summary>The memory that several nodes share, in a PostgreSQL database (14 or later) in the schema <c>risk_engine</c>.</summary>
/// <remarks>
/// Connected at the first use, and again whenever the connection is lost. Whatever the database does is an answer of the
/// port that was asked, within <see cref="PostgresStoreOptions.OperationLimit"/>; while it cannot be reached, most
/// answers come at once. Commits are synchronous. The schema is made and brought up to date by whichever node comes
/// first; older nodes go on as long as the format's major number is theirs.
/// </remarks>
public sealed class PostgresStore : IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly PostgresSessionLeases _leases;
    private readonly PostgresKillSwitchChanges _changes;
    private readonly PostgresSurvivorLease _survivor;

    /// <summary>Names the database; nothing is connected yet.</summary>
    /// <exception cref="ArgumentException">The connection string is malformed.</exception>
    public PostgresStore(PostgresStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _database = new PostgresDatabase(options);
        KillSwitchLog = new PostgresKillSwitchLog(_database);
        AuditTrail = new PostgresAuditTrail(_database, options.Node);
        NonceMarks = new PostgresNonceMarks(_database);
        OrderLedgers = new PostgresOrderLedgers(_database);
        Roster = new PostgresNodeRoster(_database, options);
        _leases = new PostgresSessionLeases(_database, options);
        _changes = new PostgresKillSwitchChanges(_database, options);
        _survivor = new PostgresSurvivorLease(_database);
    }

    /// <summary>What was done to the kill switch, on any node.</summary>
    public IKillSwitchLog KillSwitchLog { get; }

    /// <summary>The fast path of the kill switch's records.</summary>
    public IKillSwitchChanges KillSwitchChanges => _changes;

    /// <summary>The audit trail of this node.</summary>
    public IAuditTrail AuditTrail { get; }

    /// <summary>How high each session's nonces may have gone.</summary>
    public INonceMarks NonceMarks { get; }

    /// <summary>Which orders of each session are open.</summary>
    public IOrderLedgers OrderLedgers { get; }

    /// <summary>The sessions' leases, as this life of the node sees them.</summary>
    public ISessionLeases Leases => _leases;

    /// <summary>Which side of a broken network goes on.</summary>
    public ISurvivorLease Survivor => _survivor;

    /// <summary>The nodes that are live.</summary>
    public INodeRoster Roster { get; }

    /// <summary>Closes every connection. Leases that were not given back end by themselves.</summary>
    public async ValueTask DisposeAsync()
    {
        await _changes.DisposeAsync().ConfigureAwait(false);
        await _survivor.DisposeAsync().ConfigureAwait(false);
        await _leases.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }
}
