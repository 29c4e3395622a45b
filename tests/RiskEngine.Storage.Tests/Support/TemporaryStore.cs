namespace RiskEngine.Storage.Tests;

/// <summary>A SQLite store of the test's own, gone after it.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal TemporaryStore() => Store = new SqliteStore(new SqliteStoreOptions(_folder.Store));

    internal SqliteStore Store { get; }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
