using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RiskEngine.Gemini.Tests;

/// <summary>A raw HTTP/1.1 server on loopback: it shows each request's bytes and does with the socket what the test says.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<LoopbackRequest, Task> _serve;
    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    private readonly ConcurrentQueue<Socket> _connections = new();
    private readonly Task _accepting;

    internal LoopbackServer(Func<LoopbackRequest, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    internal Uri Address { get; }

    /// <summary>Done with each connection before its first request.</summary>
    internal Func<Socket, Task> OnConnect { get; init; } = _ => Task.CompletedTask;

    internal IReadOnlyCollection<LoopbackRequest> Requests => _requests;

    internal IExchangeGateway Gateway(TimeProvider? time = null) =>
        GeminiGatewayFactory.Create(
            Gateways.Options with
            {
                RestBaseAddress = Address,
            },
            Gateways.ApiKey,
            time ?? TimeProvider.System
        );

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        foreach (var connection in _connections)
            connection.Dispose();
        await _accepting;
        _listener.Stop();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptSocketAsync(_closing.Token);
                _connections.Enqueue(connection);
                serving.Add(ServeAsync(connection, _connections.Count));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket connection, int number)
    {
        try
        {
            await OnConnect(connection);
            var buffer = new byte[16 * 1024];
            var head = "";
            while (await connection.ReceiveAsync(buffer, _closing.Token) is > 0 and var read)
            {
                head += System.Text.Encoding.ASCII.GetString(buffer, 0, read);
                // Every body is empty, so a request ends with its head.
                if (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
                    continue;
                var request = new LoopbackRequest(head, number, connection);
                head = "";
                _requests.Enqueue(request);
                await _serve(request);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client, the test or the server's end closed the connection.
        }
    }
}
