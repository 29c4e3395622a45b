using Akka.Actor;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Tests.Wire;

/// <summary>
/// What exchanges, their fronts and their lists have been seen to do, each over real HTTP: the outcome that is right, held
/// against the exchange's own book.
/// </summary>
[Long]
public sealed class VenueCasesSpec : OverHttpSpec
{
    private const string Fast =
        "retry-first = 5ms, retry-longest = 50ms, rate-limit-pause = 20ms, rate { requests-per-second = 500, burst = 500 }";
    private const string MissedByCancelAndList = "cancel/session: hide-young 1h; orders: hide-young 1h";
    private const string MissedByAll = MissedByCancelAndList + "; cancel: 404 OrderNotFound; status: 404 OrderNotFound";

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    // Known orders that neither the cancel nor the list shows.

    [Fact]
    public async Task Orders_that_were_acknowledged_must_be_gone_when_Canceled_is_said_although_cancel_and_list_miss_them()
    {
        var engine = await Start("maker { }", MissedByCancelAndList, Fast);
        var placed = await PlaceThrough(engine, 2);

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        canceled.Canceled.ShouldBe(placed, ignoreOrder: true);
    }

    [Fact]
    public async Task Orders_that_were_acknowledged_must_be_named_as_unaccounted_for_when_nobody_knows_them()
    {
        var engine = await Start("maker { }", MissedByAll, Fast);
        var placed = await PlaceThrough(engine, 2);

        var unconfirmed = (await CancelNow(engine, Short)).ShouldBeOfType<SessionCancelUnconfirmed>();

        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.NotVerified);
        unconfirmed.Unaccounted.ShouldBe(placed, ignoreOrder: true);
        unconfirmed.Canceled.ShouldBeEmpty();
        LiveIds().ShouldBe(placed, ignoreOrder: true);
    }

    [Fact]
    public async Task Orders_that_were_acknowledged_must_be_gone_when_Canceled_is_said_although_the_list_lags_a_moment()
    {
        var engine = await Start("maker { }", "cancel/session: hide-young 1h; orders: hide-young 150ms", Fast);
        await PlaceThrough(engine, 2);

        (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();
    }

    [Theory]
    [InlineData("without-is-live")]
    [InlineData("prediction")]
    public async Task Order_must_be_known_by_its_id_when_its_answer_has_another_shape(string shape)
    {
        var engine = await Start("maker { }", $"new: shape {shape}; {MissedByAll}", Fast);
        engine.Router.Tell(NewOrder("maker"), TestActor);
        await ExpectMsgAsync<PrivateRequestAnswered>(Patience);

        var unconfirmed = (await CancelNow(engine, Short)).ShouldBeOfType<SessionCancelUnconfirmed>();

        unconfirmed.Unaccounted.ShouldBe(LiveIds());
        unconfirmed.Unaccounted.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("without-is-live")]
    [InlineData("prediction")]
    public async Task Order_must_be_gone_when_Canceled_is_said_although_its_answer_has_another_shape(string shape)
    {
        var engine = await Start("maker { }", $"new: shape {shape}; {MissedByCancelAndList}", Fast);
        engine.Router.Tell(NewOrder("maker"), TestActor);
        await ExpectMsgAsync<PrivateRequestAnswered>(Patience);

        (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>().Canceled.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Order_must_be_unconfirmed_when_its_answer_is_a_200_that_carries_an_error()
    {
        var engine = await Start("maker { }", "new: error-inside");

        engine.Router.Tell(NewOrder("maker"), TestActor);

        await ExpectMsgAsync<PrivateRequestUnconfirmed>(Patience);
        Exchange.World.OpenOrders.Count.ShouldBe(1, "this one does exist");
        (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();
    }

    [Fact]
    public async Task Order_must_be_told_and_canceled_when_its_answer_comes_after_Canceled_was_said()
    {
        Exchange.World.Switches = Exchange.World.Switches with { Fence = false };
        var engine = await Start("maker { }", "new: hold 1h", Fast);
        Sys.EventStream.Subscribe(TestActor, typeof(LateOrder));
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));
        var strategy = CreateTestProbe();
        engine.Router.Tell(NewOrder("maker"), strategy.Ref);
        await Seen(OrderPath, 1);
        (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        ExchangeTime.Release();

        await strategy.ExpectMsgAsync<PrivateRequestAnswered>(Patience);
        var late = (await ExpectMsgAsync<LateOrder>(Patience));
        late.Strategy.ShouldBe(Quoter);
        (await ExpectMsgAsync<SessionEscalated>(Patience)).Cause.ShouldBe(EscalationCause.OrderOutlivedCancel);
        await AwaitAssertAsync(() => Exchange.World.OpenOrders.ShouldBeEmpty(), Patience);
        Exchange.World.Orders.ShouldHaveSingleItem().Id.ShouldBe(IdOf(late.Order));
    }

    // Who spoke.

    [Theory]
    [InlineData("403 html")]
    [InlineData("301 html")]
    [InlineData("301 empty")]
    [InlineData("302 html")]
    [InlineData("400 html")]
    [InlineData("401 html")]
    [InlineData("404 html")]
    [InlineData("404 empty")]
    [InlineData("406 html")]
    [InlineData("400 BadNonce")]
    [InlineData("400 GenericNonceError")]
    [InlineData("400 UsageLimit")]
    [InlineData("403 UsageLimit")]
    [InlineData("429 UsageLimit")]
    [InlineData("400 INVALIDNONCE")]
    [InlineData("400 MarketClosed")]
    public async Task Cancel_must_be_proven_by_its_second_request_when_the_first_got_a_page_or_a_reason_that_passes(
        string first
    )
    {
        var engine = await Start("maker { }", $"cancel/session: {first} x1", Fast);
        Place("maker");

        (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>().Effort.Attempts.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("400")]
    [InlineData("403")]
    [InlineData("429")]
    public async Task Next_request_must_wait_as_for_a_rate_limit_when_the_exchange_says_UsageLimit(string status)
    {
        var pause = TimeSpan.FromMilliseconds(300);
        var engine = await Start(
            "maker { }",
            $"cancel/session: {status} UsageLimit x1",
            "retry-first = 5ms, rate-limit-pause = 300ms"
        );

        (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        var cancels = Exchange.World.Requests.Where(request => request.Path == CancelPath).ToList();
        (cancels[1].ArrivedAt - cancels[0].ArrivedAt).ShouldBeGreaterThanOrEqualTo(pause);
    }

    [Theory]
    [InlineData("403 html")]
    [InlineData("301 empty")]
    [InlineData("401 html")]
    [InlineData("404 empty")]
    public async Task Cancel_must_be_Unconfirmed_at_its_deadline_when_nobody_but_a_front_speaks(string always)
    {
        // Ever fewer tries: of one that is out at the deadline it is not known who would have spoken.
        var engine = await Start("maker { }", $"cancel/session: {always}", "retry-first = 5ms, retry-longest = 30s");
        Place("maker");

        var unconfirmed = (await CancelNow(engine, Short)).ShouldBeOfType<SessionCancelUnconfirmed>();

        unconfirmed.Reason.ShouldBe(
            unconfirmed.Effort.Attempts.Any(attempt => attempt.Result == AttemptResult.Open)
                ? SessionCancelUnconfirmedReason.NoAnswer
                : SessionCancelUnconfirmedReason.NotTheExchange
        );
        unconfirmed.Effort.Attempts.Count.ShouldBeGreaterThan(2);
        unconfirmed.Effort.Elapsed.ShouldBeGreaterThanOrEqualTo(Short);
    }

    [Theory]
    [InlineData("403 html")]
    [InlineData("401 html")]
    [InlineData("400 MarketClosed")]
    [InlineData("404 empty")]
    public async Task Look_must_be_repeated_when_a_front_or_a_passing_reason_answered_the_first(string first)
    {
        var engine = await Start("maker { }", $"orders: {first} x1", Fast);
        Place("maker");

        (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();
        Exchange.World.Requests.Count(request => request.Path == "/v1/orders").ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("403 html")]
    [InlineData("401 html")]
    [InlineData("404 empty")]
    public async Task Session_must_become_active_when_a_front_answered_its_first_preflight(string first)
    {
        var engine = await Start("maker { }", $"roles: {first} x1", "preflight = on, " + Fast);

        await AwaitAssertAsync(
            async () =>
                (await engine.Router.Ask<SessionStatus>(new GetSessionStatus(KeyOf("maker")))).State.ShouldBe(
                    SessionState.Active
                ),
            Patience
        );
    }

    // What is left after the cancel of the session.

    [Theory]
    [InlineData("cancel/session: reject 1 filled")]
    [InlineData("cancel/session: reject all; cancel: fill now")]
    public async Task Order_that_fills_instead_must_be_named_as_filled_and_nobody_told_when_the_rest_is_canceled(
        string fault
    )
    {
        var engine = await Start("maker { }", fault, Fast);
        await PlaceThrough(engine, 1);
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));
        Sys.EventStream.Subscribe(TestActor, typeof(EscalationStepTaken));

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        var filled = Exchange.World.OrderEvents.Single(change => change.Change == OrderChange.Filled);
        canceled.Filled.ShouldBe([new OrderId(filled.OrderId)]);
        canceled.Canceled.ShouldBeEmpty();
        // What had been published came before the answer.
        engine.Router.Tell(new GetSessionStatus(KeyOf("maker")), TestActor);
        await ExpectMsgAsync<SessionStatus>(Patience);
    }

    [Fact]
    public async Task Order_must_count_as_closed_when_the_list_shows_it_as_no_longer_live()
    {
        var engine = await Start("maker { verification = account }", "orders: show-closed 1h", Fast);
        var placed = await PlaceThrough(engine, 2);

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        canceled.Canceled.ShouldBe(placed, ignoreOrder: true);
        canceled.Effort.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Order_must_be_looked_at_until_it_is_gone_when_the_list_shows_it_after_it_was_named_canceled()
    {
        var engine = await Start(
            "maker { }",
            "orders: keep-closed 300ms; cancel: 404 OrderNotFound",
            "list-lag-limit = 2s, " + Fast
        );
        var placed = await PlaceThrough(engine, 1);

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        canceled.Canceled.ShouldBe(placed);
        canceled.Effort.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(250));
    }

    [Theory]
    [InlineData("cancel/session: settle 300ms")]
    [InlineData("cancel/session: reject all; cancel: settle 300ms")]
    [InlineData("cancel/session: reject all; cancel: settle-live 300ms")]
    public async Task Canceled_must_not_be_said_before_the_cancel_takes_effect_when_that_comes_later(string fault)
    {
        var engine = await Start("maker { }", fault, "leftover-looks = 1000, list-lag-limit = 2s, " + Fast);
        var placed = await PlaceThrough(engine, 2);

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        // Whether an answer still names it as canceled or says that it is not there any more is a matter of which comes first.
        canceled.Canceled.Concat(canceled.Gone).ShouldBe(placed, ignoreOrder: true);
        Exchange.World.OpenOrdersOf("maker").ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_what_is_open_must_be_named_as_open_when_a_time_based_key_runs_out_of_seconds()
    {
        var engine = await Start("seconds { nonce { mode = time-based } }", "cancel/session: reject all", Fast);
        for (var i = 0; i < 60; i++)
            Place("seconds");

        var partial = (
            await CancelNow(engine, TimeSpan.FromSeconds(2), "seconds")
        ).ShouldBeOfType<SessionCancelPartial>();

        partial.Open.Intersect(partial.Canceled).ShouldBeEmpty();
        partial.Canceled.ShouldNotBeEmpty();
        partial.Canceled.Intersect(LiveIds()).ShouldBeEmpty();
        partial
            .Open.Concat(partial.Unaccounted)
            .Concat(partial.Rejects)
            .ToHashSet()
            .IsSupersetOf(LiveIds())
            .ShouldBeTrue();
    }

    [Fact]
    public async Task Orders_of_others_must_be_named_and_left_when_sessions_and_strangers_share_an_account()
    {
        var engine = await Start("maker { verification = account }\n killer { verification = account }", "", Fast);
        var ours = await PlaceThrough(engine, 2);
        var others = new List<OrderId>();
        for (var i = 0; i < 2; i++)
        {
            others.Add(new OrderId(Place("killer").Id));
            others.Add(new OrderId(PlaceByHand().Id));
        }

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        canceled.Canceled.ShouldBe(ours, ignoreOrder: true);
        canceled.Others.ShouldBe(others, ignoreOrder: true);
        LiveIds().ShouldBe(others, ignoreOrder: true);
    }

    [Fact]
    public async Task Orders_of_others_must_be_canceled_when_the_account_is_ours()
    {
        var engine = await Start(
            "maker { verification = account, account-is-ours = on }\n killer { verification = account }",
            "",
            Fast
        );
        var all = await PlaceThrough(engine, 2);
        all.Add(new OrderId(Place("killer").Id));
        all.Add(new OrderId(PlaceByHand().Id));

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        canceled.Canceled.ShouldBe(all, ignoreOrder: true);
        canceled.Others.ShouldBeEmpty();
        LiveIds().ShouldBeEmpty();
    }

    [Fact]
    public async Task List_must_be_read_when_orders_of_others_in_it_are_odd()
    {
        var engine = await Start("maker { verification = account }", "orders: foreign 11", Fast);
        var placed = await PlaceThrough(engine, 1);

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        canceled.Canceled.ShouldBe(placed);
        canceled.Others.Count.ShouldBe(11);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Everything_must_be_read_when_each_answer_is_compressed_unasked(string coding)
    {
        var engine = await Start("maker { }", $"*: compress {coding}", Fast);
        var placed = await PlaceThrough(engine, 2);

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        canceled.Canceled.ShouldBe(placed, ignoreOrder: true);
        canceled.Effort.Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Listing_must_be_incomplete_when_the_acceptance_names_no_lists()
    {
        Exchange.World.Switches = Exchange.World.Switches with { EmptyList = EmptyList.Absent };
        var engine = await Start("maker { }", "cancel/session: hide-young 1h", Fast);
        await PlaceThrough(engine, 3);

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        canceled.Listing.ShouldBe(CancelListing.Incomplete);
    }

    [Theory]
    [InlineData("404 NoSuchOrder")]
    [InlineData("400 NoSuchOrder")]
    [InlineData("404 OrderNotFound")]
    public async Task Order_must_count_as_gone_when_the_exchange_knows_it_no_more(string unknown)
    {
        // The first cancel takes it, and the answer that names it is lost.
        var engine = await Start(
            "maker { }",
            $"cancel/session: drop-after x1; cancel: {unknown}",
            "young-order-age = 1ms, " + Fast
        );
        var placed = await PlaceThrough(engine, 1);

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        canceled.Gone.ShouldBe(placed);
        canceled.Canceled.ShouldBeEmpty();
    }

    private Order PlaceByHand() =>
        Exchange.World.Place(
            new OrderTicket("btcusd", Side.Buy, 1m, 10m),
            TimeProvider.System.GetUtcNow(),
            account: "desk"
        );

    private IEnumerable<OrderId> LiveIds() => Exchange.World.OpenOrders.Select(order => new OrderId(order.Id));

    private static ulong IdOf(OrderId order) => ulong.Parse(order.ToString(), null);
}
