using Akka.Actor;
using RiskEngine.AkkaCluster.Tests.Support;
using RiskEngine.Contracts;

namespace RiskEngine.AkkaCluster.Tests.Peers;

/// <summary>The way between nodes by the location of their actors.</summary>
public sealed class ActorPeersSpec : PeersContract
{
    private static readonly ClusterTerms Terms = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));

    private Nodes _nodes = null!;
    private ActorPeers _peers = null!;

    private protected override IPeers Peers => _peers;

    private protected override bool ProvesThatNobodyWasReached => false;

    public override async Task InitializeAsync() => _nodes = await Nodes.StartAsync(2);

    public override async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Fact]
    public async Task Node_that_was_never_heard_of_must_not_have_taken_the_message()
    {
        await OpenAsync(_ => Task.FromResult<object>(Denied("c-1")));

        (
            await AskAsync(new ClusterNode(new NodeName("desk-9"), null, []), "c-1")
        ).ShouldBeOfType<PeerAnswer.NotTaken>();
    }

    [Fact]
    public async Task Node_must_not_have_taken_the_message_when_it_sends_it_back_as_unknown()
    {
        var node = await OpenAsync(_ => Task.FromResult<object>(new UnknownMessage("peer-for-session/1")));

        (await AskAsync(node, "c-1")).ShouldBeOfType<PeerAnswer.NotTaken>().Why.ShouldContain("older build");
    }

    [Fact]
    public async Task Answer_must_prove_nothing_when_it_is_one_that_this_build_does_not_know()
    {
        var node = await OpenAsync(_ => Task.FromResult<object>(new UnknownMessage("session-cancel-parked/1")));

        (await AskAsync(node, "c-1")).ShouldBeOfType<PeerAnswer.Silent>();
    }

    private protected override async Task<ClusterNode> OpenAsync(Func<PeerMessage, Task<object>> answer)
    {
        var node = new ClusterNode(Other, null, []);
        _nodes[1].ActorOf(Props.Create(() => new Engine(answer)), "risk-engine");
        await new ReplicatedRoster(_nodes[1], Terms, TimeProvider.System).JoinAsync(node);
        var roster = new ReplicatedRoster(_nodes[0], Terms, TimeProvider.System);
        var self = (RosterJoin.Joined)await roster.JoinAsync(new ClusterNode(new NodeName("desk-1"), null, []));
        await Nodes.UntilAsync(async () =>
            await roster.BeatAsync(self.Membership) is RosterBeat.Heard heard && heard.Live.Contains(node)
        );
        _peers = new ActorPeers(_nodes[0], roster.SystemOf);
        return node;
    }

    private protected override Task CloseAsync() => _nodes.CrashAsync(1);

    /// <summary>Stands where an engine would.</summary>
    private sealed class Engine : ReceiveActor
    {
        public Engine(Func<PeerMessage, Task<object>> answer) =>
            Context.ActorOf(Props.Create(() => new Answering(answer)), "~peers");
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering(Func<PeerMessage, Task<object>> answer) =>
            Receive<PeerMessage>(message => answer(message).PipeTo(Sender));
    }
}
