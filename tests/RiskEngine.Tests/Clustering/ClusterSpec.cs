namespace RiskEngine.Tests.Clustering;

/// <summary>Several engines that share one store, in virtual time.</summary>
public sealed class ClusterSpec : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Longer than a lease is kept from others.</summary>
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(8);

    private static readonly SessionKey Maker = Key("maker-1");
    private static readonly SessionKey Taker = Key("taker-1");
    private static readonly RequestedBy.Person Officer = new("risk-officer");

    private readonly List<EngineNode> _nodes = [];
    private SharedStore? _store;
    private TimeSpan _passed;
    private int _commands;

    private SharedStore Store => _store ?? throw new InvalidOperationException("No node was started.");

    public void Dispose()
    {
        foreach (var node in _nodes)
            node.Dispose();
    }

    [Fact]
    public void Each_session_must_run_on_one_node_and_be_denied_on_the_other()
    {
        var (first, second) = (Start("desk-1"), Start("desk-2"));
        Pass(AWhile);
        var (holder, other) = first.Runs(Maker) ? (first, second) : (second, first);

        holder.Ask<PrivateRequestAnswered>(Order(Maker));
        other.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.NotOnThisNode);
        other.Ask<SessionCancelDenied>(Cancel(Maker)).Reason.ShouldBe(SessionCancelDeniedReason.NotOnThisNode);
        other.Sent(Maker).ShouldBeEmpty();
        other.Runs(Taker).ShouldBeTrue();
        holder.Runs(Taker).ShouldBeFalse();
    }

    [Fact]
    public void Session_of_a_node_that_is_cut_off_must_move_with_its_nonces_and_no_order_leave_the_old_node_any_more()
    {
        var (first, second) = (Start("desk-1"), Start("desk-2"));
        Pass(AWhile);
        var (holder, other) = first.Runs(Maker) ? (first, second) : (second, first);
        holder.Ask<PrivateRequestAnswered>(Order(Maker));
        var highest = holder.Sent(Maker).Max(x => x.Nonce);

        Store.CutOff.Add(holder.Name);
        Pass(AWhile);
        holder.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.SwitchUnreadable);
        other.Ask<PrivateRequestAnswered>(Order(Maker));
        other.Sent(Maker)[0].Nonce.ShouldBeGreaterThan(highest);
        var sent = holder.Sent(Maker).Count;

        // Whom a strategy trades with is not moved back just to spread the sessions evenly.
        other.Ask<StrategyWatched>(new RegisterStrategy(Maker, new StrategyId("quoter")));
        Store.CutOff.Clear();
        Pass(AWhile);
        other.Runs(Maker).ShouldBeTrue();
        holder.Runs(Maker).ShouldBeFalse();
        holder.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.NotOnThisNode);
        holder.Sent(Maker).Count.ShouldBe(sent);
    }

    [Fact]
    public void Sessions_of_a_dead_node_must_move_to_the_other()
    {
        var (first, second) = (Start("desk-1"), Start("desk-2"));
        Pass(AWhile);

        first.IsDead = true;
        Pass(AWhile);

        second.Runs(Maker).ShouldBeTrue();
        second.Runs(Taker).ShouldBeTrue();
    }

    [Fact]
    public void Sessions_of_a_node_that_stops_must_pass_on_before_their_leases_would_have_ended()
    {
        var (first, second) = (Start("desk-1"), Start("desk-2"));
        Pass(AWhile);

        first.Stop();
        first.IsDead = true;
        Pass(TimeSpan.FromSeconds(2));

        second.Runs(Maker).ShouldBeTrue();
        second.Runs(Taker).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Engagement_on_one_node_must_halt_and_cancel_the_sessions_of_another_told_or_not(bool told)
    {
        var (first, second) = (Start("desk-1"), Start("desk-2"));
        Store.Tells = told;
        Pass(AWhile);
        var other = first.Runs(Maker) ? first : second;
        var engager = other == first ? second : first;
        other.Ask<PrivateRequestAnswered>(Order(Maker));

        engager.AskSwitch<KillSwitchEngaged>(Engage());
        Pass(told ? Step : TimeSpan.FromSeconds(1) + Step);

        other.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
        other.Sent(Maker)[^1].Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
    }

    [Fact]
    public void Session_of_a_node_that_died_uncanceled_must_be_canceled_by_the_one_that_engaged_and_takes_it_over()
    {
        var (first, second) = (Start("desk-1"), Start("desk-2"));
        Pass(AWhile);
        var (holder, other) = first.Runs(Maker) ? (first, second) : (second, first);
        holder.IsDead = true;
        other.AskSwitch<KillSwitchEngaged>(Engage());

        Pass(AWhile);

        other.Runs(Maker).ShouldBeTrue();
        other
            .Sent(Maker)
            .Select(x => x.Request)
            .ShouldHaveSingleItem()
            .ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
    }

    [Fact]
    public void Node_that_joins_while_engaged_must_be_halted_before_its_first_order()
    {
        var first = Start("desk-1");
        Pass(AWhile);
        first.AskSwitch<KillSwitchEngaged>(Engage());
        first.IsDead = true;

        var late = Start("desk-2");
        Pass(AWhile);

        late.Runs(Maker).ShouldBeTrue();
        late.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
        late.Sent(Maker).ShouldAllBe(x => x.Request is ExchangeRequest.CancelSessionOrders);
    }

    [Fact]
    public void Node_that_loses_the_store_must_halt_its_orders_and_let_cancels_pass_until_it_is_back()
    {
        var node = Start("desk-1");
        Pass(AWhile);
        node.Ask<PrivateRequestAnswered>(Order(Maker));

        Store.IsAway = true;
        Pass(TimeSpan.FromSeconds(4));
        node.Ask<PrivateRequestDenied>(Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.SwitchUnreadable);
        node.Ask<SessionCanceled>(Cancel(Maker));
        Pass(AWhile);
        node.Ask<PrivateRequestDenied>(Order(Maker));
        node.Ask<SessionCanceled>(Cancel(Maker));

        Store.IsAway = false;
        Pass(AWhile);
        node.Ask<PrivateRequestAnswered>(Order(Maker));
    }

    [Theory]
    [InlineData("on", 1)]
    [InlineData("off", 0)]
    public void Node_that_loses_the_store_must_cancel_only_if_so_configured(string setting, int cancels)
    {
        var node = Start("desk-1", $"risk-engine.cluster.cancel-on-coordination-loss = {setting}");
        Pass(AWhile);

        Store.IsAway = true;
        Pass(TimeSpan.FromSeconds(4));

        node.Sent(Maker).Count(x => x.Request is ExchangeRequest.CancelSessionOrders).ShouldBe(cancels);
    }

    [Fact]
    public void Histories_must_merge_when_the_store_is_back_after_an_engagement_that_it_did_not_hear_of()
    {
        var (first, second) = (Start("desk-1"), Start("desk-2"));
        Pass(AWhile);
        Store.IsAway = true;
        Pass(TimeSpan.FromSeconds(4));
        first.AskSwitch<KillSwitchEngaged>(Engage()).Durability.ShouldBe(KillSwitchDurability.ThisProcess);
        var orders = second.Sent(Maker).Concat(second.Sent(Taker)).Count(x => x.Lane == Lane.Order);

        Store.IsAway = false;
        for (var passed = TimeSpan.Zero; passed < AWhile; passed += Step)
        {
            Pass(Step);
            second.Ask<PrivateRequestDenied>(Order(Maker));
            second.Ask<PrivateRequestDenied>(Order(Taker));
        }

        second.Sent(Maker).Concat(second.Sent(Taker)).Count(x => x.Lane == Lane.Order).ShouldBe(orders);

        foreach (var node in _nodes)
            node.AskSwitch<KillSwitchStatus>(GetKillSwitch.Instance).State.ShouldBeOfType<KillSwitchState.Engaged>();
        second
            .Ask<PrivateRequestDenied>(Order(second.Runs(Maker) ? Maker : Taker))
            .Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
    }

    [Fact]
    public void Earlier_process_must_give_up_its_sessions_when_another_takes_its_name()
    {
        var earlier = Start("desk-1");
        Pass(AWhile);
        earlier.Runs(Maker).ShouldBeTrue();

        var later = Start("desk-1");
        Pass(AWhile);

        earlier.Runs(Maker).ShouldBeFalse();
        later.Runs(Maker).ShouldBeTrue();
    }

    private EngineNode Start(string name, string hocon = "")
    {
        var world = VirtualWorld.Create();
        _store ??= new SharedStore(new ClusterTerms(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)), world.Time);
        world.Advance(_passed);
        var node = new EngineNode(world, name, Store.Of, hocon);
        _nodes.Add(node);
        return node;
    }

    private void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Step)
        {
            Store.Advance(Step);
            foreach (var node in _nodes)
                node.Advance(Step);
        }

        _passed += time;
    }

    private EngageKillSwitch Engage() =>
        new(KillSwitchScope.Everything.Instance, new CommandId($"engage-{++_commands}"), Officer, new Reason("a test"));

    private CancelSession Cancel(SessionKey session) =>
        new(session, new CommandId($"cancel-{++_commands}"), null, Officer, new Reason("a test"));

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
