using System.Net;
using System.Text.Json;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Api;

public sealed class CancelSpec(RunningHost host) : IClassFixture<RunningHost>
{
    private const string Path = "/api/sessions/maker-2/cancel";

    [Fact]
    public async Task Cancel_must_name_the_orders_as_text_when_it_is_proven()
    {
        host.PlaceOrder("maker-2");
        var order = host.Plan.Simulator!.World.OpenOrdersOf("maker-2").ShouldHaveSingleItem();

        var answer = await host.PostAsync(Path, new { reason = "a test", deadlineMs = 45_000 }, RunningHost.Carl);

        answer.GetProperty("outcome").GetString().ShouldBe("canceled");
        answer
            .GetProperty("canceledOrders")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetString()
            .ShouldBe($"{order.Id}");
        answer.GetProperty("cancelRejects").GetArrayLength().ShouldBe(0);
        answer.GetProperty("openOrders").GetArrayLength().ShouldBe(0);
        answer.GetProperty("attempts").GetInt32().ShouldBe(1);
        answer.GetProperty("elapsedMs").GetDouble().ShouldBeGreaterThan(0);
        answer.GetProperty("commandId").GetString().ShouldNotBeNullOrEmpty();
        host.Plan.Simulator!.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancel_must_take_the_whole_name_of_a_session_and_no_reason_when_it_is_asked_for_so()
    {
        var answer = await host.PostAsync(
            "/api/sessions/gemini%2Fdesk-2%2Fmaker-2/cancel",
            new { deadlineMs = 45_000 },
            RunningHost.Carl
        );

        answer.GetProperty("outcome").GetString().ShouldBe("canceled");
        answer.GetProperty("session").GetString().ShouldBe("gemini/desk-2/maker-2");
    }

    [Fact]
    public async Task Cancel_must_name_the_session_that_was_meant_when_a_letter_is_wrong()
    {
        using var answer = await host.SendAsync(
            "/api/sessions/maker2/cancel",
            new { reason = "a test" },
            RunningHost.Carl
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("maker-2");
    }

    [Fact]
    public async Task Cancel_must_count_every_order_and_give_each_on_some_page_when_there_are_many()
    {
        const int many = 4_000;
        for (var i = 0; i < many; i++)
            host.PlaceOrder("maker-2");
        var open = host.Plan.Simulator!.World.OpenOrdersOf("maker-2").Select(order => $"{order.Id}").ToList();

        var answer = await host.PostAsync(Path, new { reason = "a test", deadlineMs = 45_000 }, RunningHost.Carl);

        answer.GetProperty("outcome").GetString().ShouldBe("canceled");
        answer.GetProperty("counts").GetProperty("canceledOrders").GetInt32().ShouldBe(open.Count);
        answer.GetRawText().Length.ShouldBeLessThanOrEqualTo(MessageSize.Limit);
        var named = Texts(answer.GetProperty("canceledOrders"));
        named.Count.ShouldBeLessThan(open.Count);
        var page = $"/api/sessions/maker-2/cancels/{answer.GetProperty("commandId").GetString()}/orders?list=canceled";
        for (int? next = named.Count; next is { } after; )
        {
            var more = await host.GetAsync($"{page}&after={after}");
            more.GetRawText().Length.ShouldBeLessThanOrEqualTo(MessageSize.Limit);
            more.GetProperty("total").GetInt32().ShouldBe(open.Count);
            named.AddRange(Texts(more.GetProperty("orders")));
            next = more.TryGetProperty("next", out var from) ? from.GetInt32() : null;
        }

        named.ShouldBe(open, ignoreOrder: true);
    }

    private static List<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(x => x.GetString()!)];

    [Theory]
    [InlineData("cancels/never/orders?list=open", HttpStatusCode.NotFound)]
    [InlineData("cancels/a%20b/orders?list=open", HttpStatusCode.NotFound)]
    [InlineData("cancels/never/orders", HttpStatusCode.BadRequest)]
    [InlineData("cancels/never/orders?list=Open", HttpStatusCode.BadRequest)]
    [InlineData("cancels/never/orders?list=open&after=-1", HttpStatusCode.BadRequest)]
    [InlineData("cancels/never/orders?list=open&after=x", HttpStatusCode.BadRequest)]
    public async Task Page_must_be_refused_when_there_is_none(string path, HttpStatusCode status)
    {
        using var client = host.Client(RunningHost.Alice);

        using var answer = await client.GetAsync(new Uri($"/api/sessions/maker-2/{path}", UriKind.Relative));

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Cancel_must_be_denied_in_the_engines_words_when_the_deadline_is_too_long()
    {
        var answer = await host.PostAsync(Path, new { reason = "a test", deadlineMs = 3_600_000 });

        answer.GetProperty("outcome").GetString().ShouldBe("denied");
        answer.GetProperty("reason").GetString().ShouldBe("DeadlineTooLong");
    }

    [Fact]
    public async Task Cancel_must_be_done_once_when_its_key_comes_again()
    {
        var body = new { reason = "a test" };
        var first = await host.PostAsync(Path, body, key: "once-1");
        var sent = host.Plan.Simulator!.World.RequestCount;

        var again = await host.PostAsync(Path, body, key: "once-1");

        again.ToString().ShouldBe(first.ToString());
        host.Plan.Simulator!.World.RequestCount.ShouldBe(sent);
    }

    [Fact]
    public async Task Cancel_must_be_refused_when_its_key_comes_with_another_body()
    {
        await host.PostAsync(Path, new { reason = "one" }, key: "other-1");

        using var answer = await host.SendAsync(Path, new { reason = "two" }, key: "other-1");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Key_must_be_another_command_when_another_person_uses_it()
    {
        var body = new { reason = "a test" };
        var first = await host.PostAsync(Path, body, RunningHost.Alice, "same-1");
        var second = await host.PostAsync(Path, body, RunningHost.Carl, "same-1");

        second.GetProperty("commandId").GetString().ShouldNotBe(first.GetProperty("commandId").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task Key_must_be_refused_when_it_is_none(string key)
    {
        using var answer = await host.SendAsync(Path, new { reason = "a test" }, key: key);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Session_must_tell_its_last_cancel_when_there_was_one()
    {
        var answer = await host.PostAsync(Path, new { reason = "a test" });

        await RunningHost.UntilAsync(async () =>
            (await host.GetAsync("/api/sessions/maker-2")).TryGetProperty("lastCancel", out var last)
            && last.GetProperty("answer").GetProperty("commandId").GetString()
                == answer.GetProperty("commandId").GetString()
        );
    }
}
