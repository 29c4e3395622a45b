namespace RiskEngine.Storage;

/// <summary>All of one node's memory, opened as its settings say: what the engine takes as its ports.</summary>
/// <remarks>
/// Nothing is read at opening, and a store that is corrupt, locked or missing does not keep the engine from starting:
/// it then starts engaged. To be disposed of after the engine has stopped.
/// </remarks>
public sealed class EngineStore : IAsyncDisposable
{
    private readonly IAsyncDisposable? _store;
    private readonly AuditTally? _tally;
    private readonly AuditWriter _writer;

    private EngineStore(
        INonceMarks nonceMarks,
        IOrderLedgers orderLedgers,
        IKillSwitchLog killSwitchLog,
        IAuditTrail auditTrail,
        Func<IAuditTrail, AuditTally?, AuditWriter> write,
        IAsyncDisposable? store = null,
        AuditTally? tally = null
    )
    {
        (NonceMarks, OrderLedgers, KillSwitchLog) = (nonceMarks, orderLedgers, killSwitchLog);
        (AuditTrail, _store, _tally) = (auditTrail, store, tally);
        _writer = write(auditTrail, tally);
    }

    /// <summary>How high nonces may have gone.</summary>
    public INonceMarks NonceMarks { get; }

    /// <summary>Which orders are open.</summary>
    public IOrderLedgers OrderLedgers { get; }

    /// <summary>What was done to the kill switch.</summary>
    public IKillSwitchLog KillSwitchLog { get; }

    /// <summary>Tells that the kill switch's log is to be read again; null: this memory does not.</summary>
    public IKillSwitchChanges? Changes { get; private init; }

    /// <summary>What nodes share besides; null: this memory is one node's alone.</summary>
    public PostgresStore? Shared { get; private init; }

    /// <summary>The audit trail, to be read.</summary>
    public IAuditTrail AuditTrail { get; }

    /// <summary>The audit trail, to be written.</summary>
    public IAuditRecorder Audit => _writer;

    /// <summary>What became of everything that the trail was given.</summary>
    public AuditWriterReport AuditReport => _writer.Report;

    /// <summary>Opens the memory of a node.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="node">The node.</param>
    /// <param name="time">Measures the pauses between tries.</param>
    /// <param name="terms">How long nodes trust what they last heard; null: no other node shares the memory.</param>
    /// <param name="troubled">Told when the trail cannot be written any more; from a thread of the store's.</param>
    public static EngineStore Open(
        StoreSettings settings,
        NodeName node,
        TimeProvider time,
        Action<StoreFailure>? troubled = null,
        ClusterTerms? terms = null
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        switch (settings)
        {
            case StoreSettings.Memory:
                return new EngineStore(
                    new InProcessNonceMarks(),
                    new InProcessOrderLedgers(),
                    new InProcessKillSwitchLog(),
                    new InProcessAuditTrail(),
                    Write
                );
            case StoreSettings.Postgres postgres:
                var database = new PostgresStore(
                    new PostgresStoreOptions(postgres.Connection.Reveal(), node) { Time = time }.In(terms)
                );
                return new EngineStore(
                    database.NonceMarks,
                    database.OrderLedgers,
                    database.KillSwitchLog,
                    database.AuditTrail,
                    Write,
                    database,
                    AuditTally.TryOpen(Path.Combine(postgres.TallyFolder, $"{node}.tally"))
                )
                {
                    Shared = database,
                };
            case StoreSettings.Sqlite sqlite:
                var store = new SqliteStore(
                    new SqliteStoreOptions(sqlite.Path) { MaxBytes = sqlite.MaxBytes, IsOneEngines = true }
                );
                return new EngineStore(
                    store.NonceMarks,
                    store.OrderLedgers,
                    store.KillSwitchLog,
                    store.AuditTrail,
                    Write,
                    store,
                    AuditTally.TryOpen($"{sqlite.Path}-tally")
                )
                {
                    Changes = store.Changes,
                };
            default:
                throw ClosedUnion.Unhandled(settings);
        }

        AuditWriter Write(IAuditTrail trail, AuditTally? tally) =>
            new(trail, node, time, settings.Audit, troubled, tally);
    }

    /// <summary>Gives the trail a last chance, and closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _tally?.Dispose();
        if (_store is not null)
            await _store.DisposeAsync().ConfigureAwait(false);
    }
}
