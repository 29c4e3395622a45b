namespace RiskEngine.Tests.Wire;

/// <summary>What is looked at before a session is called flat, and what is done when it cannot be.</summary>
public sealed class ProofOverHttpSpec : OverHttpSpec
{
    [Theory]
    [InlineData("none", CancelProof.AcceptedByExchange)]
    [InlineData("own-orders", CancelProof.ListQuiet)]
    [InlineData("account", CancelProof.ListQuiet)]
    public async Task Proof_must_be_what_was_looked_at(string verification, CancelProof proof)
    {
        var engine = await Start($"maker {{ verification = {verification} }}");
        var placed = Place("maker");

        engine.Router.Tell(Cancel("maker"), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(Patience);
        (canceled.Proof, canceled.Canceled.Single()).ShouldBe((proof, new OrderId(placed.Id)));
        Exchange.World.Requests.Any(request => request.Path == "/v1/orders").ShouldBe(verification != "none");
    }

    [Fact]
    public async Task Order_must_be_known_as_ours_when_its_client_id_has_the_prefix()
    {
        var engine = await Start("maker { verification = own-orders, client-order-id-prefix = \"mm-\" }");
        // With another key of the account, so that the session-wide cancel leaves both.
        var (ours, theirs) = (Place("killer", "mm-1"), Place("killer", "by-hand"));

        engine.Router.Tell(Cancel("maker"), TestActor);

        (await ExpectMsgAsync<SessionCanceled>(Patience)).Canceled.ShouldBe([new OrderId(ours.Id)]);
        Exchange.World.OpenOrders.Select(order => order.Id).ShouldBe([theirs.Id]);
    }

    [Fact]
    public async Task Orders_must_be_canceled_by_themselves_when_the_exchange_rejects_them()
    {
        var engine = await Start("maker { verification = account }", "cancel/session: reject all");
        var placed = (ulong[])[Place("maker").Id, Place("maker").Id];

        engine.Router.Tell(Cancel("maker"), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(Patience);
        canceled.Canceled.ShouldBe(placed.Select(id => new OrderId(id)), ignoreOrder: true);
        Exchange.World.OpenOrdersOf("maker").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_order_that_stays_must_be_named_when_neither_cancel_takes_it()
    {
        var engine = await Start("maker { verification = account }", "cancel/session: reject all; cancel: 503");
        var placed = (ulong[])[Place("maker").Id, Place("maker").Id];

        engine.Router.Tell(Cancel("maker", TimeSpan.FromSeconds(3)), TestActor);

        var partial = await ExpectMsgAsync<SessionCancelPartial>(Patience);
        partial.Open.ShouldBe(placed.Select(id => new OrderId(id)), ignoreOrder: true);
        Exchange.World.OpenOrdersOf("maker").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("account-cancel-with = killer", "killer { }", "killer")]
    [InlineData("", "", "maker")]
    public async Task Account_must_be_canceled_when_the_session_is_not_proven(string with, string other, string signer)
    {
        var engine = await Start(
            $"maker {{ escalation {{ account-cancel = on\n {with} }} }}\n {other}",
            "cancel/session: 503"
        );
        Place("maker");
        Sys.EventStream.Subscribe(TestActor, typeof(AccountCancelEnded));
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));
        Sys.EventStream.Subscribe(TestActor, typeof(EscalationStepTaken));

        engine.Router.Tell(Cancel("maker", TimeSpan.FromMilliseconds(200)), TestActor);

        await ExpectMsgAsync<SessionCancelUnconfirmed>(Patience);
        var told = await ReceiveNAsync(3, Patience).ToListAsync();
        told.OfType<EscalationStepTaken>().Single().Step.ShouldBe(EscalationStep.AccountCancel);
        told.OfType<SessionEscalated>().Single().Cause.ShouldBe(EscalationCause.CancelUnconfirmed);
        told.OfType<AccountCancelEnded>().Single().Session.ShouldBe(KeyOf(signer));
        Exchange.World.OpenOrdersOf("maker").ShouldBeEmpty();
        Exchange
            .World.Requests.Where(request => request.Path == "/v1/order/cancel/all")
            .ShouldAllBe(request => request.Session == signer);
    }

    [Fact]
    public async Task Exchange_must_cancel_by_itself_when_the_heartbeat_is_withheld()
    {
        var engine = await Start(
            "beating { require-heartbeat = on, escalation { withhold-heartbeat = on } }",
            "cancel/session: 503",
            "heartbeat-after = 100ms"
        );
        Place("beating");
        await Seen("/v1/heartbeat", 3);

        engine.Router.Tell(Cancel("beating", TimeSpan.FromMilliseconds(200)), TestActor);

        await ExpectMsgAsync<SessionCancelUnconfirmed>(Patience);
        await AwaitAssertAsync(() => Exchange.World.OpenOrdersOf("beating").ShouldBeEmpty(), Patience);
    }
}
