namespace RiskEngine.Tests.Wire;

/// <summary>Order entry through the guardian, and nonces for those who send their own orders.</summary>
public sealed class OrdersOverHttpSpec : OverHttpSpec
{
    private const string Fast = "rate { requests-per-second = 1000, burst = 1000 }";
    private static readonly RequestedBy Alice = new RequestedBy.Person("alice");

    [Fact]
    public async Task Orders_must_arrive_in_the_order_of_their_nonces_and_each_be_answered_as_the_exchange_did()
    {
        const int Orders = 20;
        var engine = await Start("maker { }", "order/new: latency 2ms..20ms", Fast);

        for (var i = 0; i < Orders; i++)
            engine.Router.Tell(NewOrder("maker"), TestActor);

        for (var i = 0; i < Orders; i++)
            (await ExpectMsgAsync<PrivateRequestAnswered>(Patience)).Json.ShouldContain("\"is_live\":true");
        var arrived = Exchange.World.Requests.Select(request => request.Nonce!.Value).ToList();
        arrived.Count.ShouldBe(Orders);
        arrived.ShouldBe(arrived.Order().Distinct());
    }

    [Fact]
    public async Task Strategy_with_one_order_must_not_wait_for_one_with_fifty()
    {
        // The first is out until all have come.
        var engine = await Start("maker { }", "order/new: latency 1h x1", Fast);
        for (var i = 0; i < 50; i++)
            engine.Router.Tell(NewOrder("maker", new StrategyId("busy")), TestActor);
        var quiet = NewOrder("maker", new StrategyId("quiet"));
        engine.Router.Tell(quiet, TestActor);
        engine.Router.Tell(new GetSessionStatus(KeyOf("maker")), TestActor);
        (await ExpectMsgAsync<SessionStatus>()).QueuedRequests.ShouldBe(50);

        ExchangeTime.Release();

        var answers = await ReceiveNAsync(51, Patience).Cast<PrivateRequestAnswered>().ToListAsync();
        answers.FindIndex(answer => answer.Command == quiet.Id).ShouldBeLessThan(3);
    }

    [Fact]
    public async Task Order_must_be_denied_when_as_many_wait_as_may()
    {
        var engine = await Start("maker { }", "order/new: stall", "max-queued-requests = 2");
        for (var i = 0; i < 4; i++)
            engine.Router.Tell(NewOrder("maker"), TestActor);

        // One is out, two wait.
        (await ExpectMsgAsync<PrivateRequestDenied>(Patience)).Reason.ShouldBe(PrivateRequestDeniedReason.QueueFull);
    }

    [Theory]
    [InlineData("order/new: 429", typeof(PrivateRequestRejected), 0)]
    [InlineData("order/new: drop-after", typeof(PrivateRequestUnconfirmed), 1)]
    [InlineData("order/new: 500", typeof(PrivateRequestUnconfirmed), 0)]
    [InlineData("order/new: garbage", typeof(PrivateRequestUnconfirmed), 1)]
    public async Task Order_must_be_sent_once_and_told_what_is_known_when_it_fails(
        string fault,
        Type answer,
        int placed
    )
    {
        var engine = await Start("maker { }", fault);

        engine.Router.Tell(NewOrder("maker"), TestActor);

        (await ExpectMsgAsync<PrivateRequestOutcome>(Patience)).ShouldBeOfType(answer);
        Exchange.World.Requests.Count(request => request.Path == OrderPath).ShouldBe(1);
        Exchange.World.OpenOrdersOf("maker").Count.ShouldBe(placed);
    }

    [Fact]
    public async Task Neither_order_nor_nonce_must_leave_when_the_session_is_halted()
    {
        var engine = await Start("maker { }");
        engine.KillSwitch.Tell(
            new EngageKillSwitch(KillSwitchScope.Everything.Instance, NextId(), Alice, new Reason("a test")),
            TestActor
        );
        await FishForMessageAsync<KillSwitchEngaged>(_ => true, Patience);
        await FishForMessageAsync<KillSwitchCompleted>(_ => true, Patience);

        engine.Router.Tell(NewOrder("maker"), TestActor);
        engine.Router.Tell(Lease("maker"), TestActor);
        engine.Router.Tell(Cancel("maker"), TestActor);

        (await ExpectMsgAsync<PrivateRequestDenied>(Patience)).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
        (await ExpectMsgAsync<NonceLeaseDenied>(Patience)).Reason.ShouldBe(NonceLeaseDeniedReason.Halted);
        await ExpectMsgAsync<SessionCanceled>(Patience);
        Exchange.World.Requests.ShouldNotContain(request => request.Path == OrderPath);
    }

    [Fact]
    public async Task Kill_must_lie_above_every_leased_nonce()
    {
        var engine = await Start("maker { verification = none }", guardian: Fast);
        var leased = new List<Nonce>();
        // The first may come before the store has answered that orders will be open.
        await AwaitAssertAsync(LeaseOne, Patience);
        for (var i = 1; i < 100; i++)
            await LeaseOne();

        engine.KillSwitch.Tell(
            new EngageKillSwitch(KillSwitchScope.Everything.Instance, NextId(), Alice, new Reason("a test")),
            TestActor
        );

        await FishForMessageAsync<KillSwitchCompleted>(_ => true, Patience);
        var cancel = Exchange.World.Requests.Single(request => request.Path == CancelPath);
        cancel.Nonce!.Value.ShouldBeGreaterThan(leased.Max()!.Value);
        leased.ShouldBeUnique();

        async Task LeaseOne()
        {
            engine.Router.Tell(Lease("maker"), TestActor);
            leased.Add((await ExpectMsgAsync<NonceLeased>(Patience)).Nonce);
        }
    }
}
