using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Clustering;

/// <summary>Requests at a node that does not run the session, in virtual time.</summary>
public sealed class PassingSpec : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(8);
    private static readonly SessionKey Maker = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("maker-1")
    );

    private readonly List<EngineNode> _nodes = [];
    private readonly VirtualPeers _peers = new();
    private readonly KeptAudit _audit = new();
    private SharedStore? _store;
    private EngineNode _holder = null!;
    private EngineNode _other = null!;

    public void Dispose()
    {
        foreach (var node in _nodes)
            node.Dispose();
    }

    [Fact]
    public void Request_must_be_answered_by_the_guardian_wherever_it_is()
    {
        Start();

        Ask<SessionCanceled>(Cancel("c-1")).Command.ShouldBe(new CommandId("c-1"));
        Ask<PrivateRequestAnswered>(Order("o-1"));
        Ask<NonceLeased>(new LeaseNonce(Maker, new CommandId("l-1"), new StrategyId("quoter")));
        Ask<SessionStatus>(new GetSessionStatus(Maker)).Node.ShouldBe(_holder.Name);

        _holder.Sent(Maker).Count.ShouldBe(2);
        _other.Sent(Maker).ShouldBeEmpty();
    }

    [Fact]
    public void Command_that_is_sent_again_through_another_node_must_get_the_same_answer()
    {
        Start();
        _holder.Ask<PrivateRequestAnswered>(Order("o-1"));

        Ask<PrivateRequestAnswered>(Order("o-1"));

        _holder.Sent(Maker).Count.ShouldBe(1);
    }

    [Fact]
    public void Trail_of_the_node_that_runs_the_session_must_name_who_asked_and_through_which_node()
    {
        Start();
        Ask<SessionCanceled>(Cancel("c-1"));
        Ask<SessionStatus>(new GetSessionStatus(Maker));

        var passed = _audit.Entries.OfType<AuditEntry.PassedOn>().ShouldHaveSingleItem();
        (passed.Node, passed.Through).ShouldBe((_holder.Name, _other.Name));
        (passed.Id, passed.By).ShouldBe((new CommandId("c-1"), new RequestedBy.Person("ann")));
    }

    [Fact]
    public void Cancel_must_go_to_the_last_known_holder_while_the_store_is_away()
    {
        Start();
        _store!.IsAway = true;
        Pass(AWhile);

        Ask<SessionCanceled>(Cancel("c-1"));

        _holder.Sent(Maker).Count.ShouldBe(1);
    }

    [Fact]
    public void Cancel_must_be_denied_with_the_nodes_name_when_that_cannot_be_reached()
    {
        Start();
        _store!.IsAway = true;
        _peers.Unreachable.Add(_holder.Name);
        _other.Tell(Cancel("c-1"));
        Pass(TimeSpan.FromSeconds(10) + Step);

        _other.Test.Expect<SessionCancelDenied>().Node.ShouldBe(_holder.Name);
    }

    [Fact]
    public void Cancel_must_be_unconfirmed_when_the_answer_is_lost_though_it_ran()
    {
        Start();
        _store!.IsAway = true;
        _peers.Mute.Add(_holder.Name);
        _other.Tell(Cancel("c-1"));
        Pass(TimeSpan.FromSeconds(10) + Step);

        _other.Test.Expect<SessionCancelUnconfirmed>().Node.ShouldBe(_holder.Name);
        _holder.Sent(Maker).Count.ShouldBe(1);
        _audit
            .Entries.OfType<AuditEntry.Told>()
            .ShouldContain(x => x.Node == _other.Name && x.Outcome is SessionCancelUnconfirmed);
    }

    [Fact]
    public void Cancel_must_be_done_by_the_next_node_when_the_one_that_ran_the_session_dies()
    {
        Start();
        _holder.IsDead = true;
        _other.Tell(Cancel("c-1"));
        Pass(AWhile);

        _other.Test.Expect<SessionCanceled>();
        _other.Sent(Maker).Count.ShouldBe(1);
    }

    [Fact]
    public void Session_that_no_node_could_run_must_be_unknown()
    {
        Start();
        var unknown = new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("nobody-1"));

        _other
            .Ask<SessionCancelDenied>(new CancelSession(unknown, new CommandId("c"), null, Ann, new Reason("a test")))
            .Reason.ShouldBe(SessionCancelDeniedReason.UnknownSession);
    }

    [Fact]
    public void Everyone_must_be_answered_when_the_node_that_was_asked_stops()
    {
        Start();
        _store!.IsAway = true;
        _peers.Mute.Add(_holder.Name);
        _other.Tell(Cancel("c-1"));
        Pass(Step);

        _other.Stop();

        // Read from the trail: whoever asked ends with the system, perhaps before it has looked.
        _audit
            .Entries.OfType<AuditEntry.Told>()
            .ShouldContain(x => x.Node == _other.Name && x.Outcome is SessionCancelUnconfirmed);
    }

    private static RequestedBy.Person Ann => new("ann");

    private void Start()
    {
        foreach (var name in (string[])["desk-1", "desk-2"])
        {
            var world = VirtualWorld.Create();
            _store ??= new SharedStore(new ClusterTerms(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)), world.Time);
            var node = new EngineNode(world, name, Ports, "");
            _nodes.Add(node);
            _peers.Add(node);
        }

        Pass(AWhile);
        (_holder, _other) = _nodes[0].Sees(Maker) == _nodes[0].Name ? (_nodes[0], _nodes[1]) : (_nodes[1], _nodes[0]);
    }

    private RiskEnginePorts Ports(NodeName node)
    {
        var ports = _store!.Of(node);
        return ports with { Audit = _audit, Cluster = ports.Cluster! with { Peers = _peers } };
    }

    private T Ask<T>(object message)
    {
        _other.Tell(message);
        Pass(Step);
        return _other.Test.Expect<T>();
    }

    private void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Step)
        {
            _store!.Advance(Step);
            // Twice, so that what one node says to the other, and what is answered, arrive in the same step.
            foreach (var node in _nodes.Concat(_nodes))
                node.Advance(Step / 2);
        }
    }

    private static CancelSession Cancel(string id) =>
        new(Maker, new CommandId(id), null, Ann, new Reason("a test"), TimeSpan.FromSeconds(10));

    private static SubmitPrivateRequest Order(string id) =>
        new(
            Maker,
            new CommandId(id),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            RequestFields.None
        );
}
