using Akka.Actor;
using RiskEngine.AkkaCluster.Tests.Support;

namespace RiskEngine.AkkaCluster.Tests.Engine;

/// <summary>The engine on three nodes, whole.</summary>
[Long]
public sealed class ThreeNodesSpec : IAsyncLifetime
{
    private Desk _desk = null!;

    public async Task InitializeAsync()
    {
        _desk = await Desk.StartAsync(3);
        foreach (var session in Desk.Sessions)
            await _desk.CancelAsync(session);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Sessions_must_run_on_different_nodes_each_on_one()
    {
        await SpreadAsync();

        foreach (var session in Desk.Sessions)
            (await HolderOnEveryNodeAsync(session)).ShouldBe(HolderOf(session));
    }

    [Fact]
    public async Task Requests_must_be_answered_by_the_guardian_whichever_node_is_asked()
    {
        await SpreadAsync();
        var session = Desk.Sessions[0];
        var holder = await HolderOnEveryNodeAsync(session);
        var before = _desk.Exchange.Arrivals.Count;

        for (var node = 0; node < _desk.Engines.Count; node++)
            (
                await _desk
                    .Engines[node]
                    .Router.Ask<SessionCancelOutcome>(Desk.Cancel(session, $"from-{node}"), TimeSpan.FromSeconds(15))
            ).ShouldBeOfType<SessionCanceled>();

        _desk
            .Exchange.Arrivals.Skip(before)
            .Where(x => x.Session == session)
            .Select(x => x.Node)
            .ShouldBe(Enumerable.Repeat(holder, _desk.Engines.Count));
    }

    [Fact]
    public async Task Every_session_must_be_halted_and_canceled_when_one_node_is_engaged()
    {
        var before = _desk.Exchange.Arrivals.Count;

        var engaged = await _desk.Engines[0].KillSwitch.Ask<KillSwitchEngaged>(Engage(), TimeSpan.FromSeconds(10));

        engaged.Durability.ShouldBe(KillSwitchDurability.EveryNode);
        await Nodes.UntilAsync(() =>
            Task.FromResult(
                Desk.Sessions.All(session =>
                    _desk
                        .Exchange.Arrivals.Skip(before)
                        .Any(x => x.Session == session && x.Request.Request is ExchangeRequest.CancelSessionOrders)
                )
            )
        );
        foreach (var engine in _desk.Engines)
            (await engine.KillSwitch.Ask<KillSwitchStatus>(GetKillSwitch.Instance))
                .State.ShouldBeOfType<KillSwitchState.Engaged>()
                .Foremost.ShouldBe(engaged.Engagement);
    }

    [Fact]
    public async Task Every_node_must_report_its_sessions_to_the_one_that_is_engaged()
    {
        var listener = _desk.Nodes[0].ActorOf(Props.Create(() => new Reports()));
        _desk.Nodes[0].EventStream.Subscribe(listener, typeof(KillSwitchCompleted));

        _desk.Engines[0].KillSwitch.Tell(Engage(), ActorRefs.NoSender);

        KillSwitchCompleted? completed = null;
        await Nodes.UntilAsync(async () =>
            (completed = await listener.Ask<object>("heard?") as KillSwitchCompleted) is not null
        );
        completed!.Applied.Select(x => x.Session).ShouldBe(Desk.Sessions, ignoreOrder: true);
        foreach (var applied in completed.Applied)
            _desk
                .Exchange.Arrivals.Last(x => x.Session == applied.Session)
                .ShouldSatisfyAllConditions(
                    x => x.Node.ShouldBe(applied.Node),
                    x => x.Request.Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>()
                );
    }

    [Fact]
    public async Task Late_joiner_must_let_no_order_out_when_the_cluster_is_engaged()
    {
        var engaged = await _desk.Engines[0].KillSwitch.Ask<KillSwitchEngaged>(Engage(), TimeSpan.FromSeconds(10));

        var late = await _desk.StartEngineAsync(_desk.Nodes.Add());

        // From the first moment each order is denied, whatever the node has heard by then; and soon for the right reason.
        (await late.KillSwitch.Ask<KillSwitchStatus>(GetKillSwitch.Instance)).State.ShouldNotBe(
            KillSwitchState.Clear.Instance
        );
        await Nodes.UntilAsync(async () =>
        {
            var reasons = new List<PrivateRequestDeniedReason>();
            foreach (var session in Desk.Sessions)
                reasons.Add(
                    (await late.Router.Ask<PrivateRequestOutcome>(Order(session), TimeSpan.FromSeconds(15)))
                        .ShouldBeOfType<PrivateRequestDenied>()
                        .Reason
                );
            return reasons.TrueForAll(reason => reason == PrivateRequestDeniedReason.Halted);
        });
        // Orders are halted as well while the record has not been read; it is, however busy the machine.
        KillSwitchState state = KillSwitchState.Clear.Instance;
        await Nodes.UntilAsync(async () =>
        {
            state = (await late.KillSwitch.Ask<KillSwitchStatus>(GetKillSwitch.Instance)).State;
            return state is not KillSwitchState.Unreadable;
        });
        state.ShouldBeOfType<KillSwitchState.Engaged>().Foremost.ShouldBe(engaged.Engagement);
        _desk.Exchange.Arrivals.ShouldNotContain(x => x.Request.Request is ExchangeRequest.SendPrivate);
    }

    [Fact]
    public async Task Sessions_must_be_handed_over_with_their_nonces_when_a_node_leaves()
    {
        await SpreadAsync();
        var leaver = new NodeName("desk-1");
        var moved = Desk.Sessions.Where(session => HolderOf(session) == leaver).ShouldHaveSingleItem();
        await _desk.ForgetAsync(0);
        var left = _desk.Exchange.Arrivals.Count;

        foreach (var session in Desk.Sessions)
            await _desk.CancelAsync(session);

        var since = _desk.Exchange.Arrivals.Skip(left).ToList();
        since.ShouldAllBe(x => x.Node != leaver);
        since.ShouldContain(x => x.Session == moved);
        foreach (var session in _desk.Exchange.Arrivals.GroupBy(x => x.Session))
            session
                .Select(x => x.Request.Nonce.Value)
                .ShouldBe(
                    session.Select(x => x.Request.Nonce.Value).Distinct().Order(),
                    $"nonces of {session.Key} fell"
                );
    }

    /// <summary>Waits until each node runs a session, and the exchange has heard each from there.</summary>
    private async Task SpreadAsync() =>
        await Nodes.UntilAsync(async () =>
        {
            foreach (var session in Desk.Sessions)
                await _desk.CancelAsync(session);
            return Desk.Sessions.Select(HolderOf).Distinct().Count() == 3;
        });

    /// <summary>Waits until a session is told to run on one node, whichever node is asked: news of a move takes a moment.</summary>
    private async Task<NodeName> HolderOnEveryNodeAsync(SessionKey session)
    {
        NodeName? holder = null;
        await Nodes.UntilAsync(async () =>
        {
            var holders = new List<NodeName?>();
            foreach (var engine in _desk.Engines)
                holders.Add(
                    (
                        await engine.Router.Ask<object>(new GetSessionStatus(session), TimeSpan.FromSeconds(10))
                        as SessionStatus
                    )?.Node
                );
            holder = holders.Distinct().Count() == 1 ? holders[0] : null;
            return holder is not null;
        });
        return holder!;
    }

    private NodeName HolderOf(SessionKey session) => _desk.Exchange.Arrivals.Last(x => x.Session == session).Node;

    private static SubmitPrivateRequest Order(SessionKey session) =>
        new(
            session,
            CommandId.New(),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            RequestFields.None
        );

    private static EngageKillSwitch Engage() =>
        new(
            KillSwitchScope.Everything.Instance,
            new CommandId("engage-1"),
            new RequestedBy.Person("ann"),
            new Reason("a test")
        );

    /// <summary>Keeps the report, for who asks.</summary>
    private sealed class Reports : ReceiveActor
    {
        private object _heard = "nothing";

        public Reports()
        {
            Receive<KillSwitchCompleted>(completed => _heard = completed);
            Receive<string>(_ => Sender.Tell(_heard));
        }
    }
}
