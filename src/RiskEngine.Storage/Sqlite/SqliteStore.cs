namespace RiskEngine.Storage;

/// <summary>The memory of one node in one SQLite file: write-ahead log, full synchronous, one writer at a time.</summary>
/// <remarks>
/// Opened at the first use, and again after a failure, so that a store which comes back is used again. Whatever is
/// wrong with the file is an answer of the port that was asked, never an exception. A file that was there once in this
/// process is not made anew: an empty store would say that nothing is engaged.
/// </remarks>
public sealed class SqliteStore : IAsyncDisposable
{
    private readonly SqliteDatabase _database;

    /// <summary>Names the file; nothing is opened yet.</summary>
    public SqliteStore(SqliteStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options with { Path = Real(options.Path) };
        _database = new SqliteDatabase(options);
        KillSwitchLog = new SqliteKillSwitchLog(_database, options.ReadOnly ? null : new LatchWitness(options.Path));
        AuditTrail = new SqliteAuditTrail(_database);
        NonceMarks = new SqliteNonceMarks(_database);
        OrderLedgers = new SqliteOrderLedgers(_database, options.ReadOnly ? null : new OrdersWitness(options.Path));
    }

    /// <summary>What was done to the kill switch.</summary>
    public IKillSwitchLog KillSwitchLog { get; }

    /// <summary>
    /// Tells, once, that the file is not the one any more that was opened, whichever of these was asked: the kill switch has to read its
    /// log, which then says so too.
    /// </summary>
    public IKillSwitchChanges Changes => _database.Replaced;

    /// <summary>The audit trail.</summary>
    public IAuditTrail AuditTrail { get; }

    /// <summary>How high each session's nonces may have gone.</summary>
    public INonceMarks NonceMarks { get; }

    /// <summary>Which orders of each session are open.</summary>
    public IOrderLedgers OrderLedgers { get; }

    /// <summary>The file that a symbolic link leads to: what stands beside it is the same for everyone who opens it.</summary>
    private static string Real(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception unresolved) when (unresolved is IOException or UnauthorizedAccessException)
        {
            // Whoever opens it will say what is wrong with it.
            return path;
        }
    }

    /// <summary>Lets what runs end, and closes the file.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
