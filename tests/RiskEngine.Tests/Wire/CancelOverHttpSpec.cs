using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Wire;

/// <summary>A cancel waits for nothing, shares only later requests, and tries again until it is proven.</summary>
public sealed class CancelOverHttpSpec : OverHttpSpec
{
    [Fact]
    public async Task Cancel_must_pass_when_an_order_request_is_never_answered()
    {
        var engine = await Start("maker { verification = none }", "order/new: stall");
        engine.Router.Tell(NewOrder("maker"), CreateTestProbe().Ref);
        await Seen(OrderPath, 1);

        engine.Router.Tell(Cancel("maker"), TestActor);

        (await ExpectMsgAsync<SessionCanceled>(Patience)).Effort.Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancel_must_wait_for_none_of_a_thousand_queued_orders_when_each_takes_20_ms()
    {
        const int Orders = 1000;
        var engine = await Start("maker { verification = account }", "*: latency 20ms", "max-queued-requests = 1000");
        var strategy = CreateTestProbe();
        var begun = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Orders; i++)
            engine.Router.Tell(NewOrder("maker"), strategy.Ref);

        engine.Router.Tell(Cancel("maker"), TestActor);

        (await ExpectMsgAsync<SessionCanceled>(Patience)).Effort.Attempts.Count.ShouldBe(1);
        var seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        Exchange.World.OpenOrdersOf("maker").ShouldBeEmpty();
        var drained = 0;
        for (var i = 0; i < Orders; i++)
            if (
                await strategy.ExpectMsgAsync<PrivateRequestOutcome>() is PrivateRequestDenied
                {
                    Reason: PrivateRequestDeniedReason.DrainedByCancel
                }
            )
                drained++;
        var sent = Exchange.World.Requests.Count(request => request.Path == OrderPath);
        drained.ShouldBe(Orders - sent);
        sent.ShouldBeLessThan(11 + (int)(5 * seconds), "the rate budget's burst and what came back until the cancel");
    }

    [Fact]
    public async Task Cancel_must_pass_when_orders_have_used_up_the_rate()
    {
        var engine = await Start(
            "maker { verification = none }",
            guardian: "drain-queue = off, rate { requests-per-second = 1, burst = 2 }"
        );
        var strategy = CreateTestProbe();
        for (var i = 0; i < 200; i++)
            engine.Router.Tell(NewOrder("maker"), strategy.Ref);
        await strategy.ExpectMsgAsync<PrivateRequestAnswered>(Patience);

        for (var i = 0; i < 3; i++)
        {
            engine.Router.Tell(Cancel("maker"), TestActor);
            (await ExpectMsgAsync<SessionCanceled>(Patience)).Effort.Attempts.Count.ShouldBe(1);
        }

        engine.Router.Tell(new GetSessionStatus(KeyOf("maker")), TestActor);
        (await ExpectMsgAsync<SessionStatus>()).QueuedRequests.ShouldBeGreaterThan(0, "the orders still wait");
    }

    [Fact]
    public async Task Cancel_must_pass_when_the_store_of_nonces_never_answers()
    {
        var engine = await Start(
            Sys,
            RiskEnginePorts.Default with
            {
                NonceMarks = new SilentMarks(),
            },
            "maker { verification = none }",
            engine: "kill-switch.store-patience = 50ms"
        );
        Place("maker");

        engine.Router.Tell(Cancel("maker"), TestActor);

        (await ExpectMsgAsync<SessionCanceled>(Patience)).Effort.Attempts.Count.ShouldBe(1);
        Exchange.World.OpenOrdersOf("maker").ShouldBeEmpty();
    }

    [Fact]
    public async Task Order_must_be_refused_when_a_cancel_has_overtaken_it_on_the_way()
    {
        var engine = await Start("maker { verification = account }", "order/new: transit 1h");
        var strategy = CreateTestProbe();

        engine.Router.Tell(NewOrder("maker"), strategy.Ref);
        await Seen(OrderPath, 1);
        engine.Router.Tell(Cancel("maker"), TestActor);

        (await ExpectMsgAsync<SessionCanceled>(Patience)).Effort.Attempts.Count.ShouldBe(1);
        ExchangeTime.Release();
        (await strategy.ExpectMsgAsync<PrivateRequestRejected>(Patience)).Said.Code.ShouldBe("InvalidNonce");
        Exchange.World.Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Further_cancel_must_follow_when_the_order_of_a_time_based_key_landed_after_the_first()
    {
        var engine = await Start(
            "seconds { verification = account, nonce { mode = time-based } }",
            "order/new: hold 1h"
        );

        engine.Router.Tell(NewOrder("seconds"), CreateTestProbe().Ref);
        await Seen(OrderPath, 1);
        engine.Router.Tell(Cancel("seconds"), TestActor);
        await Seen(CancelPath, 1);
        ExchangeTime.Release();

        await ExpectMsgAsync<SessionCanceled>(Patience);
        Exchange.World.OpenOrdersOf("seconds").ShouldBeEmpty();
        Exchange.World.Orders.ShouldHaveSingleItem("the order did land");
        var landed = Exchange.World.Requests.Single(request => request.Path == OrderPath).ExecutedAt!.Value;
        var cancels = Exchange.World.Requests.Where(request => request.Path == CancelPath).ToList();
        cancels[0].ArrivedAt.ShouldBeLessThan(landed);
        cancels[^1].ArrivedAt.ShouldBeGreaterThanOrEqualTo(landed);
    }

    [Fact]
    public async Task Thousand_cancels_must_cost_two_requests_when_they_come_at_once()
    {
        // Out until all have come, however slow the machine is.
        var engine = await Start("maker { verification = none }", "cancel/session: latency 1h x1");
        engine.Router.Tell(Cancel("maker"), TestActor);
        await Seen(CancelPath, 1);
        for (var i = 1; i < 1000; i++)
            engine.Router.Tell(Cancel("maker"), TestActor);
        engine.Router.Tell(new GetSessionStatus(KeyOf("maker")), TestActor);
        (await ExpectMsgAsync<SessionStatus>(Patience)).PendingCancels.ShouldBe(1000);
        ExchangeTime.Release();

        for (var i = 0; i < 1000; i++)
            await ExpectMsgAsync<SessionCanceled>(Patience);
        Exchange.World.Requests.Count(request => request.Path == CancelPath).ShouldBe(2);
    }

    [Fact]
    public async Task Second_request_must_prove_the_cancel_when_the_first_is_never_answered()
    {
        var engine = await Start("maker { }", "cancel/session: stall-after x1", "hedge-after = 100ms");
        Place("maker");

        engine.Router.Tell(Cancel("maker"), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(Patience);
        // Where a busy machine sends the second one first, the first is refused for its nonce, and a third proves it.
        canceled.Effort.Attempts.Count.ShouldBeInRange(2, 3);
        canceled.Effort.Attempts[^1].Result.ShouldBe(AttemptResult.Accepted);
        canceled.Listing.ShouldBe(CancelListing.Incomplete);
        Exchange.World.OpenOrdersOf("maker").ShouldBeEmpty();
    }

    [Fact]
    public async Task Ids_must_be_recovered_from_the_known_orders_when_the_answer_that_named_them_was_lost()
    {
        var engine = await Start("maker { verification = own-orders }", "cancel/session: drop-after x1");
        var placed = new List<ulong>();
        for (var i = 0; i < 2; i++)
        {
            engine.Router.Tell(NewOrder("maker"), TestActor);
            await ExpectMsgAsync<PrivateRequestAnswered>(Patience);
            placed.Add(Exchange.World.OpenOrdersOf("maker").Max(order => order.Id));
        }

        engine.Router.Tell(Cancel("maker"), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(Patience);
        canceled
            .Effort.Attempts.Select(attempt => attempt.Result)
            .ShouldBe([AttemptResult.Unknown, AttemptResult.Accepted]);
        canceled.Effort.Attempts[1].Nonce.ShouldBeGreaterThan(canceled.Effort.Attempts[0].Nonce);
        canceled.Listing.ShouldBe(CancelListing.Incomplete);
        canceled.Canceled.ShouldBe(placed.Select(id => new OrderId(id)), ignoreOrder: true);
    }

    [Fact]
    public async Task Next_request_must_leave_when_the_exchange_said_and_not_before()
    {
        var engine = await Start("maker { verification = none }", "cancel/session: 429 retry-after 1s x1");

        engine.Router.Tell(Cancel("maker"), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(Patience);
        canceled
            .Effort.Attempts.Select(attempt => attempt.Result)
            .ShouldBe([AttemptResult.NotExecuted, AttemptResult.Accepted]);
        var cancels = Exchange.World.Requests.Where(request => request.Path == CancelPath).ToList();
        (cancels[1].ArrivedAt - cancels[0].ArrivedAt).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(950));
    }

    [Fact]
    public async Task Late_acceptance_must_be_published_when_it_comes_after_the_answer()
    {
        var engine = await Start("maker { verification = none }", "cancel/session: latency 1h");
        var placed = Place("maker");
        Sys.EventStream.Subscribe(TestActor, typeof(LateAcceptance));

        engine.Router.Tell(Cancel("maker", TimeSpan.FromMilliseconds(100)), TestActor);

        await ExpectMsgAsync<SessionCancelUnconfirmed>(Patience);
        await Seen(CancelPath, 1);
        ExchangeTime.Release();
        (await ExpectMsgAsync<LateAcceptance>(Patience)).Canceled.ShouldBe([new OrderId(placed.Id)]);
    }
}
