namespace RiskEngine.Storage.Tests.Postgres;

/// <summary>The one server of all tests that leave it alone.</summary>
[CollectionDefinition(Name)]
public sealed class OneServer : ICollectionFixture<SharedServer>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "one PostgreSQL server";
}

/// <summary>Starts the server at the first test that wants it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private PostgresServer? _server;

    internal PostgresServer Server => _server ?? throw new InvalidOperationException("There is no server here.");

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.Missing is null)
            _server = await PostgresServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
