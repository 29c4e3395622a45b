namespace RiskEngine.Tests.Wire;

/// <summary>Pages of fronts, refusals that pass and odd shapes, over real sockets: none of them is the exchange's last word.</summary>
[Long]
public sealed class WhoSpokeOverHttpSpec : OverHttpSpec
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    [Theory]
    [InlineData("403 html")]
    [InlineData("301 html")]
    [InlineData("301")]
    [InlineData("302 html")]
    [InlineData("400 html")]
    [InlineData("401 html")]
    [InlineData("401 empty")]
    [InlineData("404 html")]
    [InlineData("404 empty")]
    [InlineData("406 html")]
    [InlineData("429 html")]
    [InlineData("500 html")]
    [InlineData("503 html")]
    [InlineData("200 html")]
    [InlineData("400 InvalidNonce")]
    [InlineData("400 INVALIDNONCE")]
    [InlineData("400 BadNonce")]
    [InlineData("400 GenericNonceError")]
    [InlineData("400 UsageLimit")]
    [InlineData("403 UsageLimit")]
    [InlineData("429 UsageLimit")]
    [InlineData("200 RateLimit")]
    [InlineData("400 MarketClosed")]
    [InlineData("400 NoReasonThatIsKnown")]
    public async Task Cancel_must_succeed_at_its_second_request_when_the_first_answer_is_not_final(string answer)
    {
        var engine = await Start("maker { }", $"cancel/session: {answer} x1");
        var placed = Place("maker");

        engine.Router.Tell(Cancel("maker"), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(Patience);
        canceled.Canceled.ShouldBe([new OrderId(placed.Id)]);
        canceled.Effort.Attempts.Count.ShouldBe(2);
        Exchange.World.OpenOrdersOf("maker").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("403 html")]
    [InlineData("301")]
    [InlineData("404 empty")]
    [InlineData("401 html")]
    public async Task Cancel_must_be_unconfirmed_as_not_answered_by_the_exchange_when_pages_never_end(string page)
    {
        var engine = await Start("maker { }", $"cancel/session: {page}");
        Place("maker");

        engine.Router.Tell(Cancel("maker", Short), TestActor);

        var unconfirmed = await ExpectMsgAsync<SessionCancelUnconfirmed>(Patience);
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.NotTheExchange);
        unconfirmed.Effort.Attempts.Count.ShouldBeGreaterThan(1);
        Exchange.World.Requests.ShouldAllBe(request => request.Path != "/moved");
    }

    [Theory]
    [InlineData("403 html")]
    [InlineData("404 empty")]
    [InlineData("400 MarketClosed")]
    public async Task Cancel_must_be_proven_when_the_first_look_is_not_answered_by_the_exchange_or_passes(string answer)
    {
        var engine = await Start("maker { verification = own-orders }", $"orders: {answer} x1");
        Place("maker");

        engine.Router.Tell(Cancel("maker"), TestActor);

        await ExpectMsgAsync<SessionCanceled>(Patience);
    }

    [Theory]
    [InlineData("roles: 403 html x1")]
    [InlineData("roles: 401 empty x2")]
    [InlineData("roles: 400 MarketClosed x1")]
    [InlineData("orders: 403 html x1")]
    public async Task Session_must_come_up_when_pages_and_passing_refusals_come_before_the_exchanges_word(string faults)
    {
        Sys.EventStream.Subscribe(TestActor, typeof(SessionStateChanged));
        await Start("maker { }", faults, "preflight = on");

        (await ExpectMsgAsync<SessionStateChanged>(Patience)).To.ShouldBe(SessionState.Active);
    }

    [Fact]
    public async Task Order_must_be_unconfirmed_when_a_page_came_after_it_was_taken()
    {
        var engine = await Start("maker { }", "new: 403-after html x1");

        engine.Router.Tell(NewOrder("maker"), TestActor);

        (await ExpectMsgAsync<PrivateRequestUnconfirmed>(Patience)).Said.Message.ShouldStartWith("HTTP 403");
        Exchange.World.OpenOrdersOf("maker").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("without-is-live")]
    [InlineData("prediction")]
    public async Task Order_must_be_known_by_its_id_when_the_answer_does_not_say_that_it_is_live(string shape)
    {
        var engine = await Start("maker { }", $"new: shape {shape}");

        engine.Router.Tell(NewOrder("maker"), TestActor);

        await ExpectMsgAsync<PrivateRequestAnswered>(Patience);
        engine.Router.Tell(new GetSessionStatus(KeyOf("maker")), TestActor);
        (await ExpectMsgAsync<SessionStatus>(Patience)).KnownOrders.ShouldBe(1);
    }

    [Fact]
    public async Task Looks_must_be_read_when_a_foreign_order_has_an_odd_field()
    {
        var engine = await Start("maker { verification = own-orders }", "orders: foreign 3");
        Place("maker");

        engine.Router.Tell(Cancel("maker"), TestActor);

        await ExpectMsgAsync<SessionCanceled>(Patience);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Cancel_must_be_read_when_its_answer_is_compressed_unasked(string encoding)
    {
        var engine = await Start("maker { }", $"*: compress {encoding}");
        Place("maker");

        engine.Router.Tell(Cancel("maker"), TestActor);

        (await ExpectMsgAsync<SessionCanceled>(Patience)).Effort.Attempts.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("date 1970-01-01")]
    [InlineData("date 2099-01-01")]
    [InlineData("date 9999-12-31")]
    public async Task Cancels_must_pass_at_once_when_the_date_header_lies(string date)
    {
        var engine = await Start("maker { }\n seconds { nonce { mode = time-based } }", $"*: {date}");
        foreach (var alias in (string[])["maker", "seconds"])
            for (var i = 0; i < 3; i++)
            {
                engine.Router.Tell(Cancel(alias), TestActor);
                (await ExpectMsgAsync<SessionCanceled>(Patience)).Effort.Attempts.Count.ShouldBe(1);
            }
    }
}
