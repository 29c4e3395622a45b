using System.Net;
using System.Net.Sockets;

namespace RiskEngine.Gemini.Tests.Lanes;

/// <summary>A connection that is read by a thread of its own.</summary>
public sealed class ThreadedConnectionTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ThreadedConnectionTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Bytes_must_arrive_whole_and_in_order_when_they_are_many_times_the_buffer()
    {
        var sent = Enumerable.Range(0, 1_000_000).Select(i => (byte)(i * 31 >> 3)).ToArray();
        await using var connection = await ConnectAsync();
        using var other = await _listener.AcceptSocketAsync();

        var sending = other.SendAsync(sent);
        var received = new byte[sent.Length];
        await connection.ReadExactlyAsync(received);

        await sending;
        received.ShouldBe(sent);
    }

    [Fact]
    public async Task Read_must_wait_for_bytes_and_take_what_has_come()
    {
        await using var connection = await ConnectAsync();
        using var other = await _listener.AcceptSocketAsync();
        var buffer = new byte[8];

        var reading = connection.ReadAsync(buffer);
        reading.IsCompleted.ShouldBeFalse();
        await connection.WriteAsync(new byte[] { 1 });
        await other.ReceiveAsync(new byte[1]);
        await other.SendAsync(new byte[] { 7, 8, 9 });

        (await reading).ShouldBe(3);
        buffer[..3].ShouldBe([7, 8, 9]);
    }

    [Fact]
    public async Task Read_must_end_when_the_other_side_closes()
    {
        await using var connection = await ConnectAsync();
        var other = await _listener.AcceptSocketAsync();
        var reading = connection.ReadAsync(new byte[8]);

        other.Dispose();

        (await reading).ShouldBe(0);
        (await connection.ReadAsync(new byte[8])).ShouldBe(0);
    }

    [Fact]
    public async Task Read_must_end_when_the_connection_is_closed_here()
    {
        var connection = await ConnectAsync();
        using var other = await _listener.AcceptSocketAsync();
        var reading = connection.ReadAsync(new byte[8]).AsTask();

        await connection.DisposeAsync();

        // With the end or with the failure of a closed socket, but it ends.
        await Task.WhenAny(reading, Task.Delay(Limit, TimeProvider.System));
        reading.IsCompleted.ShouldBeTrue();
        _ = reading.Exception;
    }

    [Fact]
    public async Task Connecting_must_fail_as_the_socket_does_when_nobody_listens()
    {
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listener.Stop();

        await Should.ThrowAsync<SocketException>(async () =>
            await ThreadedConnection.ConnectAsync("127.0.0.1", port, Limit, CancellationToken.None)
        );
    }

    private async Task<Stream> ConnectAsync() =>
        await ThreadedConnection.ConnectAsync(
            "127.0.0.1",
            ((IPEndPoint)_listener.LocalEndpoint).Port,
            Limit,
            CancellationToken.None
        );
}
