namespace RiskEngine.Protocol.Tests;

public sealed class PrivateRequestTests
{
    [Fact]
    public void Request_must_carry_what_it_was_given()
    {
        var request = Make();

        request.Session.ShouldBe(Some.Session());
        request.Id.ShouldBe(Some.Command());
        request.Strategy.ShouldBe(new StrategyId("grid"));
        request.Endpoint.ShouldBe(new PrivateEndpoint("/v1/order/new"));
        request.Fields.ShouldBe(new RequestFields([new RequestField.Text("symbol", "btcusd")]));
        ShouldEqual.ByValue(
            () => Make(),
            Make() with
            {
                Id = Some.Command("b"),
            },
            Make() with
            {
                Fields = RequestFields.None,
            }
        );
    }

    [Fact]
    public void Answered_must_carry_the_body()
    {
        var answered = new PrivateRequestAnswered(Some.Session(), Some.Command(), "{}");

        ShouldAnswer(answered);
        answered.Json.ShouldBe("{}");
        ShouldEqual.ByValue<PrivateRequestOutcome>(
            () => new PrivateRequestAnswered(Some.Session(), Some.Command(), "{}"),
            new PrivateRequestAnswered(Some.Session(), Some.Command(), "[]")
        );
    }

    [Fact]
    public void Denied_must_tell_why()
    {
        var denied = new PrivateRequestDenied(Some.Session(), Some.Command(), PrivateRequestDeniedReason.QueueFull);

        ShouldAnswer(denied);
        denied.Reason.ShouldBe(PrivateRequestDeniedReason.QueueFull);
        denied.ShouldNotBe(
            new PrivateRequestDenied(Some.Session(), Some.Command(), PrivateRequestDeniedReason.NotActive)
        );
    }

    [Fact]
    public void Rejected_and_unconfirmed_must_differ_though_the_exchange_said_the_same()
    {
        var rejected = new PrivateRequestRejected(Some.Session(), Some.Command(), Some.Said());
        var unconfirmed = new PrivateRequestUnconfirmed(Some.Session(), Some.Command(), Some.Said());

        ShouldAnswer(rejected);
        ShouldAnswer(unconfirmed);
        rejected.Said.ShouldBe(unconfirmed.Said);
        ShouldEqual.ByValue<PrivateRequestOutcome>(
            () => new PrivateRequestRejected(Some.Session(), Some.Command(), Some.Said()),
            unconfirmed
        );
    }

    private static SubmitPrivateRequest Make() =>
        new(
            Some.Session(),
            Some.Command(),
            new StrategyId("grid"),
            new PrivateEndpoint("/v1/order/new"),
            new RequestFields([new RequestField.Text("symbol", "btcusd")])
        );

    private static void ShouldAnswer(PrivateRequestOutcome outcome)
    {
        outcome.Session.ShouldBe(Some.Session());
        outcome.Command.ShouldBe(Some.Command());
    }
}
