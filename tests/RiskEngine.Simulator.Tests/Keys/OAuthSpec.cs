using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Keys;

public sealed class OAuthSpec
{
    private static readonly OAuthToken Token = new(
        "app",
        "token-1",
        Lab.Start + OAuthToken.Lifetime,
        Scopes.OrdersCreate
    );

    private readonly Lab _lab = Lab.With(Token, Lab.Maker);

    [Fact]
    public void Token_must_cancel_its_own_orders_without_nonce_or_signature_when_it_has_the_scope()
    {
        var order = Send(Lab.New, Lab.ALimitOrder);
        order.Status.ShouldBe(200, order.Body);
        _lab.Place(Lab.Maker);

        Lab.Ids(Send(Lab.Session), "cancelledOrders").Length.ShouldBe(1);
        _lab.World.OpenOrdersOf("app").ShouldBeEmpty();
        _lab.World.OpenOrdersOf("maker").Count.ShouldBe(1);
        _lab.World.Requests[^1].Nonce.ShouldBeNull();
    }

    [Fact]
    public void Token_must_be_refused_when_it_lacks_the_scope()
    {
        var answer = Send(Lab.Orders);
        answer.Status.ShouldBe(403);
        answer.Body.ShouldContain("orders:read");
    }

    [Fact]
    public void Token_must_be_refused_when_24_hours_have_passed()
    {
        _lab.Pass(OAuthToken.Lifetime - TimeSpan.FromTicks(1));
        Send(Lab.Heartbeat).Status.ShouldBe(200);
        _lab.Pass(TimeSpan.FromTicks(1));
        Send(Lab.Heartbeat).Reason.ShouldBe("InvalidApiKey");
    }

    [Fact]
    public void Token_must_bring_a_payload_when_it_calls() =>
        _lab.Send(Lab.Heartbeat, new Dictionary<string, string> { ["Authorization"] = "Bearer token-1" })
            .Reason.ShouldBe("MissingPayloadHeader");

    [Fact]
    public void Roles_must_show_a_trader_when_the_token_may_place_orders()
    {
        var token = new OAuthToken("app", "t", Lab.Start.AddHours(1), Scopes.OrdersCreate, Scopes.AccountRead);
        var answer = Lab.With(token).Send(Lab.Roles, Sign.Bearer(token, Sign.Json(Lab.Roles, null)));
        answer.Body.ShouldBe("""{"isAuditor":false,"isFundManager":false,"isTrader":true}""");
    }

    [Fact]
    public void Credentials_must_not_show_a_secret_when_they_are_printed()
    {
        $"{Lab.Maker} {Token}".ShouldBe("maker app");
    }

    private Simulator.Rules.Answer Send(string path, string fields = "") =>
        _lab.Send(path, Sign.Bearer(Token, Sign.Json(path, null, fields)));
}
