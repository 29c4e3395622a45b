namespace RiskEngine.Tests.Clustering;

/// <summary>The kill switch over several nodes, engaged on one, in virtual time.</summary>
public sealed class StoppingSpec : IDisposable
{
    private static readonly SessionKey Maker = Key("maker-1");
    private static readonly SessionKey Taker = Key("taker-1");
    private static readonly RequestedBy.Person Officer = new("risk-officer");
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Desks _desks = new();
    private int _commands;

    public StoppingSpec() => _desks.Start("desk-1", "desk-2");

    private EngineNode Engager => _desks.Nodes[0];

    private EngineNode Far => _desks.Nodes[1];

    public void Dispose() => _desks.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Engagement_must_be_complete_when_every_node_has_proven_its_sessions_with_or_without_the_store(
        bool hasStore
    )
    {
        _desks.Store.IsAway = !hasStore;
        var begun = Engage();
        _desks.Pass(Desks.Step * 2);

        begun
            .Fish<KillSwitchCompleted>()
            .Applied.Select(x => (x.Session, x.Node))
            .ShouldBe([(Maker, _desks.Holder(Maker).Name), (Taker, _desks.Holder(Taker).Name)], ignoreOrder: true);
        _desks.Holder(Maker).ShouldNotBe(_desks.Holder(Taker));
        foreach (var session in (SessionKey[])[Maker, Taker])
            _desks.Nodes.SelectMany(x => x.Sent(session)).Count(IsCancel).ShouldBe(1, $"{session}");
    }

    [Fact]
    public void Engagement_that_is_told_found_and_read_must_be_carried_out_once()
    {
        var begun = Engage();
        _desks.Pass(Desks.AWhile);

        begun.Fish<KillSwitchCompleted>();
        foreach (var session in (SessionKey[])[Maker, Taker])
            _desks.Nodes.SelectMany(x => x.Sent(session)).Count(IsCancel).ShouldBe(1, $"{session}");
        _desks.Audit.Entries.OfType<AuditEntry.Engaged>().Count().ShouldBe(1);
    }

    [Fact]
    public void Node_that_cannot_be_reached_must_be_named_with_its_session_and_stop_it_all_the_same()
    {
        _desks.Peers.Unreachable.Add(Far.Name);
        var begun = Engage();
        _desks.Pass(Deadline + Desks.Step);

        var missing = begun.Fish<KillSwitchIncomplete>().Missing.ShouldHaveSingleItem();
        (missing.Reason, missing.Node).ShouldBe((MissingSessionReason.NodeUnreachable, Far.Name));
        Far.Ask<PrivateRequestDenied>(Order(missing.Session)).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
        Far.Sent(missing.Session).ShouldContain(x => IsCancel(x));
    }

    [Fact]
    public void Node_whose_answer_is_lost_must_be_named_though_it_stopped_its_session()
    {
        _desks.Peers.Mute.Add(Far.Name);
        var begun = Engage();
        _desks.Pass(Deadline + Desks.Step);

        begun
            .Fish<KillSwitchIncomplete>()
            .Missing.ShouldHaveSingleItem()
            .Reason.ShouldBe(MissingSessionReason.NodeUnreachable);
    }

    [Fact]
    public void Session_of_a_node_that_dies_in_the_middle_must_be_stopped_by_who_takes_it_over()
    {
        Far.IsDead = true;
        var begun = Engage();
        _desks.Pass(Deadline + Desks.Step);

        begun.Fish<KillSwitchCompleted>().Applied.ShouldAllBe(x => x.Node == Engager.Name);
    }

    [Fact]
    public void Session_of_an_engager_that_dies_at_once_must_be_canceled_by_who_takes_it_over()
    {
        var own = _desks.Holder(Maker) == Engager ? Maker : Taker;
        var engagement = Engaged(new CommandId("engage"));
        Engager.IsDead = true;
        _desks.Peers.AskAsync(Node(Far), Message(engagement), Deadline, CancellationToken.None);
        _desks.Pass(Desks.AWhile);

        Far.Sent(own).ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
        Far.Ask<PrivateRequestDenied>(Order(own)).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
    }

    [Fact]
    public void Reset_must_open_every_node_at_once()
    {
        _desks.Store.Tells = false;
        var begun = Engage();
        _desks.Pass(Desks.Step * 2);
        var engagement = begun.Fish<KillSwitchCompleted>().Engagement;

        Engager.AskSwitch<KillSwitchReset>(
            new ResetKillSwitch(
                engagement.Scope,
                engagement.Id.Epoch,
                new CommandId("reset"),
                Officer,
                new Reason("ok")
            )
        );
        _desks.Pass(Desks.Step);

        foreach (var node in _desks.Nodes)
            node.AskSwitch<KillSwitchStatus>(GetKillSwitch.Instance).State.ShouldBe(KillSwitchState.Clear.Instance);
    }

    private VirtualTime.Listener Engage()
    {
        Engager.TellSwitch(
            new EngageKillSwitch(
                KillSwitchScope.Everything.Instance,
                new CommandId($"engage-{++_commands}"),
                Officer,
                new Reason("a test"),
                Deadline
            )
        );
        return Engager.Test;
    }

    private static Engagement Engaged(CommandId id) =>
        KillSwitchRules
            .Engage(
                KillSwitchHistory.Empty,
                new EngageKillSwitch(KillSwitchScope.Everything.Instance, id, Officer, new Reason("a test")),
                new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
                new NodeName("desk-1")
            )
            .Engagement;

    private static PeerMessage.OfSwitch Message(Engagement engagement) =>
        new(new NodeName("desk-1"), [new KillSwitchRecord.Engage(engagement)], engagement.Id, Deadline);

    private static ClusterNode Node(EngineNode node) => new(node.Name, null, []);

    private static bool IsCancel(OutboundRequest request) => request.Request is ExchangeRequest.CancelSessionOrders;

    private SubmitPrivateRequest Order(SessionKey session) =>
        new(
            session,
            new CommandId($"order-{++_commands}"),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            RequestFields.None
        );

    private static SessionKey Key(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));
}
