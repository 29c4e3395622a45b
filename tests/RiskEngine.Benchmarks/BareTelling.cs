using Npgsql;

namespace RiskEngine.Benchmarks;

/// <summary>A row that is committed and told of on one connection, heard of on another, and read there.</summary>
internal sealed class BareTelling : IAsyncDisposable
{
    private readonly NpgsqlConnection _teller;
    private readonly NpgsqlConnection _hearer;
    private readonly NpgsqlConnection _reader;

    private BareTelling(string address) =>
        (_teller, _hearer, _reader) = (
            new NpgsqlConnection(address),
            new NpgsqlConnection(address),
            new NpgsqlConnection(address)
        );

    internal static async Task<BareTelling> StartAsync(string address)
    {
        var bare = new BareTelling($"{address};Pooling=false");
        foreach (var connection in (NpgsqlConnection[])[bare._teller, bare._hearer, bare._reader])
            await connection.OpenAsync();
        await RunAsync(bare._teller, "CREATE TABLE told (number bigserial PRIMARY KEY, content text NOT NULL)");
        await RunAsync(bare._hearer, "LISTEN told");
        return bare;
    }

    internal async Task TellAsync()
    {
        var hearing = _hearer.WaitAsync();
        await RunAsync(_teller, "INSERT INTO told (content) VALUES ('engaged'); NOTIFY told");
        await hearing;
        await RunAsync(_reader, "SELECT content FROM told ORDER BY number DESC LIMIT 1");
    }

    public async ValueTask DisposeAsync()
    {
        await _teller.DisposeAsync();
        await _hearer.DisposeAsync();
        await _reader.DisposeAsync();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The benchmark's own text.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteScalarAsync();
    }
}
