#pragma warning disable CA1001 // Closed by xunit's own asynchronous end of a test.
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RiskEngine.Contracts;
using RiskEngine.Host.Cluster;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Cluster;

/// <summary>The way between nodes over HTTP, both ends of it.</summary>
public sealed class HttpPeersSpec : PeersContract
{
    private static readonly ClusterToken Token = new(new Secret("the-token-of-this-cluster-0123456789"));

    private readonly HttpPeers _peers = new(Token, RunningHost.Patience, TimeProvider.System);
    private readonly ActorSystem _system = ActorSystem.Create("peers");
    private WebApplication? _server;

    private protected override IPeers Peers => _peers;

    public override async Task DisposeAsync()
    {
        _peers.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        await _system.Terminate();
    }

    [Theory]
    [InlineData(200, null, "hello", typeof(PeerAnswer.Silent))]
    [InlineData(200, "no-such-message/7", "{}", typeof(PeerAnswer.Silent))]
    [InlineData(200, "session-cancel-denied/1", "{\"reason\":", typeof(PeerAnswer.Silent))]
    [InlineData(500, null, "", typeof(PeerAnswer.Silent))]
    [InlineData(502, null, "<html>", typeof(PeerAnswer.Silent))]
    [InlineData(503, null, "", typeof(PeerAnswer.Silent))]
    [InlineData(408, null, "", typeof(PeerAnswer.Silent))]
    [InlineData(301, null, "", typeof(PeerAnswer.NotTaken))]
    [InlineData(400, null, "", typeof(PeerAnswer.NotTaken))]
    [InlineData(401, null, "", typeof(PeerAnswer.NotTaken))]
    [InlineData(404, null, "", typeof(PeerAnswer.NotTaken))]
    public async Task Answer_must_be_read_for_what_it_proves(int status, string? name, string body, Type what)
    {
        var node = await ServeAsync(async context =>
        {
            context.Response.StatusCode = status;
            if (name is not null)
                context.Response.Headers[PeerMessages.Header] = name;
            await context.Response.WriteAsync(body);
        });

        (await AskAsync(node, "c-1")).ShouldBeOfType(what);
    }

    [Fact]
    public async Task Answer_without_end_must_prove_nothing()
    {
        var node = await ServeAsync(async context =>
        {
            context.Response.Headers[PeerMessages.Header] = "session-cancel-denied/1";
            var much = new byte[1024 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(much, context.RequestAborted);
        });

        (await AskAsync(node, "c-1")).ShouldBeOfType<PeerAnswer.Silent>();
    }

    [Fact]
    public async Task Connection_that_breaks_after_the_message_must_prove_nothing()
    {
        var arrived = 0;
        var node = await ServeAsync(context =>
        {
            Interlocked.Increment(ref arrived);
            context.Abort();
            return Task.CompletedTask;
        });

        (await AskAsync(node, "c-1")).ShouldBeOfType<PeerAnswer.Silent>();
        arrived.ShouldBe(1, "nothing is sent twice");
    }

    [Fact]
    public async Task Node_whose_machine_drops_connections_must_not_have_taken_the_message()
    {
        // A listener that never accepts, with a full queue of connections.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var peers = new HttpPeers(Token, TimeSpan.FromMilliseconds(200), TimeProvider.System);
        var node = new ClusterNode(Other, new Uri($"http://{listener.LocalEndPoint}"), []);

        (await peers.AskAsync(node, Cancel("c-1"), RunningHost.Patience)).ShouldBeOfType<PeerAnswer.NotTaken>();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://192.0.2.1:8800")]
    public async Task Token_must_stay_when_the_address_is_none_or_not_https_on_another_machine(string? address) =>
        (
            await AskAsync(new ClusterNode(Other, address is null ? null : new Uri(address), []), "c-1")
        ).ShouldBeOfType<PeerAnswer.NotTaken>();

    [Fact]
    public async Task Token_itself_must_not_travel_and_connection_must_be_kept()
    {
        var seen = new List<(string Authorization, string Connection)>();
        var node = await ServeAsync(context =>
        {
            lock (seen)
                seen.Add((context.Request.Headers.Authorization.ToString(), context.Connection.Id));
            context.Response.Headers[PeerMessages.Header] = EngineWire.Format.NameOf(Denied("c"));
            return context.Response.Body.WriteAsync(EngineWire.Format.Write(Denied("c"))).AsTask();
        });
        for (var i = 0; i < 3; i++)
            (await AskAsync(node, "c")).ShouldBe(new PeerAnswer.Heard(Denied("c")));

        seen.ShouldAllBe(x => x.Authorization == Token.Authorization && x.Connection == seen[0].Connection);
        Token.Authorization.ShouldNotContain("the-token-of-this-cluster");
    }

    private protected override async Task<ClusterNode> OpenAsync(Func<PeerMessage, Task<object>> answer)
    {
        var peers = _system.ActorOf(Props.Create(() => new Answering(answer)));
        var api = new PeerApi(peers, RunningHost.Patience);
        return await ServeAsync(async context =>
        {
            if (!Token.IsShownBy(context))
                context.Response.StatusCode = 401;
            else
                await (await api.TakeAsync(context)).ExecuteAsync(context);
        });
    }

    private protected override async Task CloseAsync() => await _server!.DisposeAsync();

    private async Task<ClusterNode> ServeAsync(RequestDelegate serve)
    {
        _server = await LoopbackServer.StartAsync(serve);
        return new ClusterNode(Other, new Uri(LoopbackServer.AddressOf(_server)), []);
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering(Func<PeerMessage, Task<object>> answer) =>
            Receive<PeerMessage>(message => answer(message).PipeTo(Sender));
    }
}
