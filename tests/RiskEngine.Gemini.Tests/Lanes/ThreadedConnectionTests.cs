using System.Net;
using System.Net.Sockets;

namespace RiskEngine.Gemini.Tests.Lanes;

/// <summary>A connection that is read by a thread of its own.</summary>
public sealed class ThreadedConnectionTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly OutboundRequest Heartbeat = Gateways.Outbound(new ExchangeRequest.SendHeartbeat());

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

    /// <summary>What registers too late for an answer goes on in the thread pool, which may be blocked.</summary>
    [Fact]
    public async Task Answer_must_be_kept_back_until_the_calls_that_sent_the_request_have_returned()
    {
        await using var server = new LoopbackServer(request => request.AnswerAsync(200, """{"result":"ok"}"""));
        var options = Gateways.Options with { RestBaseAddress = server.Address };
        await using var gateway = GeminiGatewayFactory.Create(
            options,
            Gateways.ApiKey,
            TimeProvider.System,
            _ => new SlowToReturn(LaneHandler.Create(options), server)
        );

        (await gateway.SendAsync(Heartbeat, CancellationToken.None)).ShouldBeOfType<ExchangeAnswer.HeartbeatAccepted>();
        // Over the connection that the first made.
        var caller = Environment.CurrentManagedThreadId;
        var sending = gateway.SendAsync(Heartbeat, CancellationToken.None);
        var goesOnWhereItCame = await sending.ContinueWith(
            _ => gateway.IsOnOwnThread || Environment.CurrentManagedThreadId == caller,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );

        goesOnWhereItCame.ShouldBeTrue();
        (await sending).ShouldBeOfType<ExchangeAnswer.HeartbeatAccepted>();
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

    /// <summary>Its call returns long after the answer has come.</summary>
    private sealed class SlowToReturn(HttpMessageHandler inner, LoopbackServer server) : DelegatingHandler(inner)
    {
        private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(300);
        private int _sent;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var sending = base.SendAsync(request, cancellationToken);
            // The first makes its connection, and is written by the thread of that.
            if (_sent++ > 0)
            {
                SpinWait.SpinUntil(() => server.Requests.Count == _sent, Limit).ShouldBeTrue();
                SpinWait.SpinUntil(() => sending.IsCompleted, Long).ShouldBeFalse();
            }

            return sending;
        }
    }

    private async Task<Stream> ConnectAsync() =>
        await ThreadedConnection.ConnectAsync(
            "127.0.0.1",
            ((IPEndPoint)_listener.LocalEndpoint).Port,
            Limit,
            CancellationToken.None
        );
}
