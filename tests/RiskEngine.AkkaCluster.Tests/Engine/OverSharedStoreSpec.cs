using Akka.Actor;
using Akka.Cluster;
using RiskEngine.AkkaCluster.Tests.Support;

namespace RiskEngine.AkkaCluster.Tests.Engine;

/// <summary>Akka.Cluster talks, the leases of a shared store decide.</summary>
public sealed class OverSharedStoreSpec : IAsyncLifetime
{
    private readonly SharedStore _store = new();
    private Desk _desk = null!;

    public async Task InitializeAsync()
    {
        _desk = await Desk.StartAsync(3, shared: _store);
        foreach (var session in Desk.Sessions)
            await _desk.CancelAsync(session);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    // No majority is left: with leases of a majority nobody could cancel any more.
    [Fact]
    public async Task Last_node_must_run_and_cancel_every_session_and_stay_up_when_two_of_three_are_killed()
    {
        await _desk.CrashAsync(0, 1);
        var killed = _desk.Exchange.Arrivals.Count;

        foreach (var session in Desk.Sessions)
            await _desk.CancelAsync(session);

        _desk.Exchange.Arrivals.Skip(killed).ShouldAllBe(x => x.Node == new NodeName("desk-3"));
        await Nodes.UntilAsync(() =>
            Task.FromResult(Cluster.Get(_desk.Nodes[2]).State.Members is [{ Status: MemberStatus.Up }])
        );
        _desk.Nodes[2].WhenTerminated.IsCompleted.ShouldBeFalse();
        await _desk.CancelAsync(Desk.Sessions[0]);
        foreach (var session in _desk.Exchange.Arrivals.GroupBy(x => x.Session))
            session.Select(x => x.Request.Nonce.Value).ShouldBeInOrder(SortDirection.Ascending, $"{session.Key}");
    }

    [Fact]
    public async Task Engagement_must_be_kept_by_the_store_and_proven_for_every_node()
    {
        var listener = _desk.Nodes[0].ActorOf(Props.Create(() => new Completions()));
        _desk.Nodes[0].EventStream.Subscribe(listener, typeof(KillSwitchCompleted));

        var engaged = await _desk
            .Engines[0]
            .KillSwitch.Ask<KillSwitchEngaged>(
                new EngageKillSwitch(
                    KillSwitchScope.Everything.Instance,
                    new CommandId("engage-1"),
                    new RequestedBy.Person("ann"),
                    new Reason("a test")
                ),
                TimeSpan.FromSeconds(10)
            );

        KillSwitchCompleted? completed = null;
        await Nodes.UntilAsync(async () =>
            (completed = await listener.Ask<object>("heard?") as KillSwitchCompleted) is not null
        );
        completed!.Applied.Select(x => x.Session).ShouldBe(Desk.Sessions, ignoreOrder: true);
        (await _store.KillSwitchLog.ReadAsync())
            .State(ResetApprovals.OnePerson)
            .ShouldBeOfType<KillSwitchState.Engaged>()
            .Foremost.ShouldBe(engaged.Engagement);
    }

    private sealed class Completions : ReceiveActor
    {
        private object _heard = "nothing";

        public Completions()
        {
            Receive<KillSwitchCompleted>(completed => _heard = completed);
            Receive<string>(_ => Sender.Tell(_heard));
        }
    }
}
