using System.Text.Json;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Rules;

public sealed class SwitchesSpec
{
    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public void Credential_errors_must_have_the_chosen_status_when_headers_key_token_or_signature_are_wrong(int status)
    {
        var lab = Lab.With(new Switches { CredentialErrorStatus = status });
        var unknownToken = new OAuthToken("t", "unknown", Lab.Start.AddHours(1));
        var json = Sign.Json(Lab.Heartbeat, "1");

        lab.Send(Lab.Heartbeat, []).Status.ShouldBe(status);
        lab.Send(Lab.Heartbeat, new ApiKey("x", "account-x", "s")).Status.ShouldBe(status);
        lab.Send(Lab.Heartbeat, new ApiKey("x", Lab.Maker.Key, "wrong")).Status.ShouldBe(status);
        lab.Send(Lab.Heartbeat, Sign.Bearer(unknownToken, json)).Status.ShouldBe(status);
        // What has nothing to do with credentials stays 400.
        lab.Send(Lab.Heartbeat, Sign.Base64(Lab.Maker, "!")).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData(EmptyList.Written, "{\"cancelRejects\":[],\"cancelledOrders\":[]}")]
    [InlineData(EmptyList.Null, "{\"cancelRejects\":null,\"cancelledOrders\":null}")]
    [InlineData(EmptyList.Absent, "{}")]
    public void Bulk_cancel_must_write_empty_lists_as_chosen_when_there_is_nothing_to_cancel(
        EmptyList form,
        string details
    )
    {
        var answer = Lab.With(new Switches { EmptyList = form }).Send(Lab.Session);
        answer.Body.ShouldBe("{\"result\":\"ok\",\"details\":" + details + "}");
    }

    [Fact]
    public void Canceled_orders_must_stay_live_for_a_while_when_the_answer_means_accepted()
    {
        var lab = Lab.With(
            new Switches { CancelMeaning = CancelMeaning.Accepted, CancelSettles = TimeSpan.FromMilliseconds(500) }
        );
        var order = lab.Place();
        Lab.Ids(lab.Send(Lab.Session), "cancelledOrders").ShouldBe([order.Id]);

        lab.Pass(TimeSpan.FromMilliseconds(499));
        lab.World.OpenOrders.Count.ShouldBe(1);
        lab.Send(Lab.Session).Status.ShouldBe(200); // a second cancel does not put it off
        lab.Pass(TimeSpan.FromMilliseconds(1));
        lab.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public void Missing_role_must_come_in_the_short_form_when_chosen()
    {
        var auditor = Lab.Maker with { Roles = Roles.Auditor };
        var lab = Lab.With(auditor);
        lab.World.Switches = new Switches { MissingRoleInShortForm = true };
        var body = Lab.Json(lab.Send(Lab.Session, auditor));
        body.EnumerateObject().Select(field => field.Name).ShouldBe(["error", "message"]);
        body.GetProperty("error").GetString().ShouldBe("MissingRole");
    }

    [Theory]
    [InlineData(false, JsonValueKind.Object)]
    [InlineData(true, JsonValueKind.Array)]
    public void Status_by_client_order_id_must_have_the_chosen_form(bool isArray, JsonValueKind kind)
    {
        var lab = Lab.With(new Switches { StatusByClientOrderIdIsArray = isArray });
        lab.Place(fields: Lab.ALimitOrder + ",\"client_order_id\":\"mine-1\"");
        Lab.Json(lab.Send(Lab.Status, fields: "\"client_order_id\":\"mine-1\"")).ValueKind.ShouldBe(kind);
    }

    [Theory]
    [InlineData(true, NonceMode.Increasing, false)]
    [InlineData(false, NonceMode.Increasing, true)]
    [InlineData(true, NonceMode.TimeBased, true)]
    public void Order_in_flight_must_land_after_the_cancel_only_when_no_fence_bars_it(
        bool fence,
        NonceMode mode,
        bool lands
    )
    {
        var key = Lab.Maker with { Nonce = mode };
        var lab = Lab.With(key);
        lab.World.Switches = new Switches { Fence = fence };
        lab.World.UseFaults(Simulator.Faults.FaultPlan.Parse("new: hold 300ms"));

        var order = lab.Begin(Lab.New, key, Lab.ALimitOrder, nonce: $"{lab.Seconds}");
        var cancel = lab.Send(Lab.Session, key, nonce: $"{lab.Seconds + 1}");
        var answer = lab.Finish(order).Answer!;

        Lab.Ids(cancel, "cancelledOrders").ShouldBeEmpty();
        (answer.Reason ?? "accepted").ShouldBe(lands ? "accepted" : "InvalidNonce");
        lab.World.OpenOrdersOf(key.Alias).Count.ShouldBe(lands ? 1 : 0);
    }

    [Fact]
    public void Order_in_flight_must_land_when_only_a_harmless_request_overtook_it()
    {
        var lab = Lab.WithFaults("new: hold 300ms");
        var order = lab.Begin(Lab.New, fields: Lab.ALimitOrder);
        lab.Send(Lab.Heartbeat).Status.ShouldBe(200);
        lab.Finish(order).Answer!.Status.ShouldBe(200);
    }
}
