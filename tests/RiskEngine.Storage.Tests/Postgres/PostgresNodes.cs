namespace RiskEngine.Storage.Tests.Postgres;

/// <summary>Several nodes' stores over one database.</summary>
internal sealed class PostgresNodes(string address, ClusterTerms? terms = null) : IAsyncDisposable
{
    /// <summary>Ends a test that hangs, and nothing else: what a busy machine needs for the tables is far below.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<PostgresStore> _stores = [];

    internal string Address => address;

    internal PostgresStore Store(
        string node = "desk-1",
        TimeSpan? operationLimit = null,
        bool readOnly = false,
        TimeProvider? time = null
    )
    {
        var options = new PostgresStoreOptions(address, new NodeName(node))
        {
            OperationLimit = operationLimit ?? Patience,
            ReadOnly = readOnly,
            Time = time ?? TimeProvider.System,
        };
        var store = new PostgresStore(terms is null ? options : options with { Terms = terms });
        _stores.Add(store);
        return store;
    }

    internal Task SqlAsync(string sql) => PostgresServer.SqlAsync(address, sql);

    internal Task<object?> ScalarAsync(string sql) => PostgresServer.ScalarAsync(address, sql);

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
    }
}
