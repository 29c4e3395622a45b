using System.Net;
using System.Text.Json;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Api;

public sealed class AuditApiSpec(RunningHost host) : IClassFixture<RunningHost>
{
    [Fact]
    public async Task Trail_must_name_the_person_and_what_came_of_it_when_somebody_calls()
    {
        await host.PostAsync("/api/sessions/maker-1/cancel", new { reason = "to be found" }, RunningHost.Carl);
        await host.SendAsync("/api/kill-switch/engage", new { scope = "everything", reason = "x" }, RunningHost.Vera);
        using var stranger = host.Client(null);
        await stranger.GetAsync("/api/sessions/maker-2");

        await RunningHost.UntilAsync(async () =>
        {
            var rows = await RowsAsync();
            return rows.Exists(row => Is(row, "command", "person carl") && Text(row, "reason") == "to be found")
                && rows.Exists(row => Is(row, "call", "person carl", "POST /api/sessions/maker-1/cancel", "200"))
                && rows.Exists(row => Is(row, "call", "person vera", "POST /api/kill-switch/engage", "403"))
                && rows.Exists(row => Is(row, "call", null, "GET /api/sessions/maker-2", "401"));
        });
    }

    [Fact]
    public async Task Trail_must_name_who_listens_when_a_stream_has_begun_and_lasts()
    {
        using var client = host.Client(RunningHost.Bob);

        using var stream = await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);

        await RunningHost.UntilAsync(async () =>
            (await RowsAsync()).Exists(row => Is(row, "call", "person bob", "GET /api/events", "200"))
        );
    }

    [Fact]
    public async Task Trail_must_be_read_in_pages_that_check_when_it_is_long()
    {
        for (var i = 0; i < 5; i++)
            await host.GetAsync("/api/me");
        await RunningHost.UntilAsync(async () => (await RowsAsync()).Count >= 5);

        var first = await host.GetAsync("/api/audit?after=0&limit=2");
        var second = await host.GetAsync($"/api/audit?after={first.GetProperty("next").GetInt64()}&limit=2");
        var last = await host.GetAsync("/api/audit?after=-1");

        Numbers(first).ShouldBe([1, 2]);
        Numbers(second).ShouldBe([3, 4]);
        var head = last.GetProperty("head").GetString()!.Split(':');
        var row = last.GetProperty("rows").EnumerateArray().ShouldHaveSingleItem();
        $"{row.GetProperty("number").GetInt64()}".ShouldBe(head[0]);
        row.GetProperty("hash").GetString().ShouldBe(head[1]);
        last.TryGetProperty("next", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("after=x")]
    [InlineData("limit=0")]
    [InlineData("limit=501")]
    [InlineData("after=99999999999999999999")]
    public async Task Trail_must_answer_400_when_the_question_is_wrong(string query)
    {
        using var client = host.Client();

        (await client.GetAsync($"/api/audit?{query}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<List<JsonElement>> RowsAsync() =>
        [
            .. (await host.GetAsync("/api/audit?after=-500"))
                .GetProperty("rows")
                .EnumerateArray()
                .Select(row => row.GetProperty("row")),
        ];

    private static IEnumerable<long> Numbers(JsonElement page) =>
        page.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("number").GetInt64());

    private static bool Is(JsonElement row, string kind, string? who, string? what = null, string? result = null) =>
        Text(row, "kind") == kind
        && Text(row, "who") == who
        && (what is null || Text(row, "what") == what)
        && (result is null || Text(row, "result") == result);

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.GetString() : null;
}
