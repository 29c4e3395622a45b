namespace RiskEngine.Storage.Tests.Postgres;

/// <summary>Several nodes' stores over one database.</summary>
internal sealed class PostgresNodes(string address, ClusterTerms? terms = null) : IAsyncDisposable
{
    /// <summary>Long enough for a busy machine, short enough for a test that waits it out.</summary>
    internal static readonly TimeSpan OperationLimit = TimeSpan.FromSeconds(2);

    private readonly List<PostgresStore> _stores = [];

    internal string Address => address;

    internal PostgresStore Store(string node = "desk-1", TimeSpan? operationLimit = null, bool readOnly = false)
    {
        var options = new PostgresStoreOptions(address, new NodeName(node))
        {
            OperationLimit = operationLimit ?? OperationLimit,
            ReadOnly = readOnly,
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
