namespace RiskEngine.Tests.Clustering;

/// <summary>The kill switch over several nodes, engaged on one, in virtual time.</summary>
public sealed class StoppingSpec : DesksSpec
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public StoppingSpec() => Desks.StartTwo();

    private EngineNode Engager => Desks.Nodes[0];

    private EngineNode Far => Desks.Nodes[1];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Engagement_must_be_complete_when_every_node_has_proven_its_sessions_with_or_without_the_store(
        bool hasStore
    )
    {
        Desks.Store.IsAway = !hasStore;
        var begun = Engage();
        Desks.Pass(Desks.Step * 2);

        begun
            .Fish<KillSwitchCompleted>()
            .Applied.Select(x => (x.Session, x.Node))
            .ShouldBe([(Maker, Desks.Holder(Maker).Name), (Taker, Desks.Holder(Taker).Name)], ignoreOrder: true);
        Desks.Holder(Maker).ShouldNotBe(Desks.Holder(Taker));
        foreach (var session in (SessionKey[])[Maker, Taker])
            Desks.Nodes.SelectMany(x => x.Sent(session)).Count(IsCancel).ShouldBe(1, $"{session}");
    }

    [Fact]
    public void Engagement_that_is_told_found_and_read_must_be_carried_out_once()
    {
        var begun = Engage();
        Desks.Pass(Desks.AWhile);

        begun.Fish<KillSwitchCompleted>();
        foreach (var session in (SessionKey[])[Maker, Taker])
            Desks.Nodes.SelectMany(x => x.Sent(session)).Count(IsCancel).ShouldBe(1, $"{session}");
        Desks.Audit.Entries.OfType<AuditEntry.Engaged>().Count().ShouldBe(1);
    }

    [Fact]
    public void Node_that_cannot_be_reached_must_be_named_with_its_session_and_stop_it_all_the_same()
    {
        Desks.Peers.Unreachable.Add(Far.Name);
        var begun = Engage();
        Desks.Pass(Deadline + Desks.Step);

        var missing = begun.Fish<KillSwitchIncomplete>().Missing.ShouldHaveSingleItem();
        (missing.Reason, missing.Node).ShouldBe((MissingSessionReason.NodeUnreachable, Far.Name));
        Far.Ask<PrivateRequestDenied>(Order(missing.Session)).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
        Far.Sent(missing.Session).ShouldContain(x => IsCancel(x));
    }

    [Fact]
    public void Node_whose_answer_is_lost_must_be_named_though_it_stopped_its_session()
    {
        Desks.Peers.Mute.Add(Far.Name);
        var begun = Engage();
        Desks.Pass(Deadline + Desks.Step);

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
        Desks.Pass(Deadline + Desks.Step);

        begun
            .Fish<KillSwitchCompleted>()
            .Applied.Select(x => (x.Session, x.Node))
            .ShouldBe([(Maker, Engager.Name), (Taker, Engager.Name)], ignoreOrder: true);
    }

    [Fact]
    public void Session_of_an_engager_that_dies_at_once_must_be_canceled_by_who_takes_it_over()
    {
        var own = Desks.Holder(Maker) == Engager ? Maker : Taker;
        var engagement = Engaged();
        Engager.IsDead = true;
        Desks.Peers.AskAsync(Node(Far), Message(engagement), Deadline, CancellationToken.None);
        Desks.Pass(Desks.AWhile);

        Far.Sent(own).ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
        Far.Ask<PrivateRequestDenied>(Order(own)).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
    }

    [Fact]
    public void Reset_must_open_every_node_at_once()
    {
        Desks.Store.Tells = false;
        var begun = Engage();
        Desks.Pass(Desks.Step * 2);
        var engagement = begun.Fish<KillSwitchCompleted>().Engagement;
        foreach (var node in Desks.Nodes)
            node.AskSwitch<KillSwitchStatus>(GetKillSwitch.Instance).State.ShouldBeOfType<KillSwitchState.Engaged>();

        Engager.AskSwitch<KillSwitchReset>(Reset(engagement.Id));
        Desks.Pass(Desks.Step);

        foreach (var node in Desks.Nodes)
            node.AskSwitch<KillSwitchStatus>(GetKillSwitch.Instance).State.ShouldBe(KillSwitchState.Clear.Instance);
    }

    private VirtualTime.Listener Engage()
    {
        Engager.TellSwitch(Engage(Everything, Deadline));
        return Engager.Test;
    }

    private Engagement Engaged() =>
        KillSwitchRules
            .Engage(
                KillSwitchHistory.Empty,
                Engage(Everything),
                new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
                new EngagementId(new NodeName("desk-1"), new EngineRunId(7), 1)
            )
            .Engagement;

    private static PeerMessage.OfSwitch Message(Engagement engagement) =>
        new(new NodeName("desk-1"), [new KillSwitchRecord.Engage(engagement)], engagement.Id, Deadline);

    private static ClusterNode Node(EngineNode node) => new(node.Name, null, []);

    private static bool IsCancel(OutboundRequest request) => request.Request is ExchangeRequest.CancelSessionOrders;
}
