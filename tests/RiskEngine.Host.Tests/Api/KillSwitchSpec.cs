using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Api;

public sealed class KillSwitchSpec(RunningHost host) : IClassFixture<RunningHost>
{
    private const string Engage = "/api/kill-switch/engage";
    private const string Reset = "/api/kill-switch/reset";

    private static string IdOf(System.Text.Json.JsonElement engaged) =>
        engaged.GetProperty("engagement").GetProperty("id").GetString()!;

    private static EngagementId Parsed(string id) =>
        EngagementId.TryParse(id, out var known) ? known : throw new ShouldAssertException(id);

    private Task<System.Text.Json.JsonElement> ResetAsync(System.Text.Json.JsonElement engaged) =>
        host.PostAsync(Reset, new { engagements = new[] { IdOf(engaged) }, reason = "looked" }, RunningHost.Bob);

    [Fact]
    public async Task Switch_must_stop_every_session_and_hold_until_it_is_reset_when_it_is_engaged()
    {
        host.PlaceOrder("maker-2");

        var engaged = await host.PostAsync(Engage, new { scope = "everything", reason = "a test" }, RunningHost.Emil);

        engaged.GetProperty("outcome").GetString().ShouldBe("completed");
        (engaged.GetProperty("proven").GetInt32(), engaged.GetProperty("expected").GetInt32()).ShouldBe((2, 2));
        engaged
            .GetProperty("sessions")
            .EnumerateArray()
            .Select(session => session.GetProperty("effect").GetString())
            .ShouldBe(["canceled", "canceled"]);
        var engagement = engaged.GetProperty("engagement");
        engagement.GetProperty("by").GetString().ShouldBe("person emil");
        host.Plan.Simulator!.World.OpenOrders.ShouldBeEmpty();
        (await host.GetAsync("/api/kill-switch")).GetProperty("state").GetString().ShouldBe("engaged");
        (await host.GetAsync("/api/sessions/maker-1")).GetProperty("state").GetString().ShouldBe("halted");

        var id = engagement.GetProperty("id").GetString();
        var reset = await host.PostAsync(Reset, new { engagements = new[] { id }, reason = "looked" }, RunningHost.Bob);

        reset.GetProperty("outcome").GetString().ShouldBe("reset");
        reset.GetProperty("people").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("bob");
        (await host.GetAsync("/api/kill-switch")).GetProperty("state").GetString().ShouldBe("clear");
    }

    [Fact]
    public async Task Switch_must_be_engaged_once_when_the_key_comes_again()
    {
        var body = new { scope = "session/gemini/maker-1", reason = "a test" };
        var first = await host.PostAsync(Engage, body, key: "kill-1");
        var again = await host.PostAsync(Engage, body, key: "kill-1");

        again.ToString().ShouldBe(first.ToString());
        var id = first.GetProperty("engagement").GetProperty("id").GetString();
        await host.PostAsync(Reset, new { engagements = new[] { id }, reason = "looked" }, RunningHost.Bob);

        var late = await host.PostAsync(Engage, body, key: "kill-1");
        late.GetProperty("outcome").GetString().ShouldBe("denied");
        late.GetProperty("reason").GetString().ShouldBe("ResetSince");
        (await host.GetAsync("/api/kill-switch")).GetProperty("state").GetString().ShouldBe("clear");
    }

    [Fact]
    public async Task Switch_must_be_engaged_and_say_so_when_nothing_goes_by_the_name_of_the_scope()
    {
        var answer = await host.PostAsync(Engage, new { scope = "exchange/kraken", reason = "a test" });

        answer.GetProperty("outcome").GetString().ShouldBe("matchesNothing");
        answer.GetProperty("near").GetArrayLength().ShouldBe(0);
        await ResetAsync(answer);
    }

    [Fact]
    public async Task Near_name_of_an_account_must_be_given_when_the_one_that_was_written_is_nobodys()
    {
        var answer = await host.PostAsync(Engage, new { scope = "account/gemini/DESK-2", reason = "a test" });

        answer.GetProperty("outcome").GetString().ShouldBe("matchesNothing");
        answer
            .GetProperty("near")
            .EnumerateArray()
            .Select(near => near.GetString())
            .ShouldBe(["account/gemini/desk-2"]);
        await ResetAsync(answer);
    }

    [Fact]
    public async Task Reset_must_be_decided_again_when_its_key_comes_again_after_a_denial()
    {
        var first = await host.PostAsync(Engage, new { scope = "session/gemini/maker-1", reason = "a test" });
        var id = Parsed(IdOf(first));
        var next = new EngagementId(id.Node, id.Run, id.Number + 1);
        var body = new { engagements = new[] { $"{next}" }, reason = "looked" };
        var denied = await host.PostAsync(Reset, body, RunningHost.Bob, key: "reset-1");
        denied.GetProperty("reason").GetString().ShouldBe("UnknownEngagement");
        var second = await host.PostAsync(Engage, new { scope = "session/gemini/maker-1", reason = "a test" });
        IdOf(second).ShouldBe($"{next}");

        var again = await host.PostAsync(Reset, body, RunningHost.Bob, key: "reset-1");

        again.GetProperty("outcome").GetString().ShouldBe("reset");
        var told = await host.PostAsync(Reset, body, RunningHost.Bob, key: "reset-1");
        told.ToString().ShouldBe(again.ToString());
        await ResetAsync(first);
    }

    [Fact]
    public async Task Reset_of_an_older_client_must_be_denied_since_it_names_no_engagement()
    {
        var answer = await host.PostAsync(
            Reset,
            new
            {
                scope = "session/gemini/desk-2/maker-2",
                epoch = 1,
                reason = "x",
            },
            RunningHost.Bob
        );

        answer.GetProperty("outcome").GetString().ShouldBe("denied");
        answer.GetProperty("reason").GetString().ShouldBe("NoneNamed");
    }
}
