using System.Net;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Api;

public sealed class EventsSpec(EventsSpec.Host host) : IClassFixture<EventsSpec.Host>
{
    private const string Cancel = "/api/sessions/maker-1/cancel";

    [Fact]
    public async Task Stream_must_tell_how_everything_stands_first_and_then_what_happens()
    {
        await using var stream = new EventStreamClient(host);
        var answer = await host.PostAsync(Cancel, new { reason = "a test" });
        var command = answer.GetProperty("commandId").GetString();

        var read = await stream.UntilAsync(item =>
            EventStreamClient.Is(item, "sessionCanceled") && item.Data.GetProperty("commandId").GetString() == command
        );

        read[0].EventType.ShouldBe("snapshot");
        read[0].Data.GetProperty("sessions").GetArrayLength().ShouldBe(2);
        read[0].Data.GetProperty("killSwitch").GetProperty("state").GetString().ShouldBe("clear");
        read[^1].Data.GetProperty("cancel").GetProperty("outcome").GetString().ShouldBe("canceled");
        read[^1].EventId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Stream_must_go_on_after_the_event_that_the_reader_has_when_it_comes_back()
    {
        var (first, second) = (
            (await host.PostAsync(Cancel, new { reason = "one" })).GetProperty("commandId").GetString(),
            (await host.PostAsync(Cancel, new { reason = "two" })).GetProperty("commandId").GetString()
        );
        await using var before = new EventStreamClient(host);
        var seen = (await before.UntilAsync(item => Answers(item, first)))[^1].EventId;

        await using var after = new EventStreamClient(host, seen);
        var read = await after.UntilAsync(item => Answers(item, second));

        read.ShouldNotContain(item => Answers(item, first), "it has that one");
        read.ShouldNotContain(item => item.EventType == "gap");
    }

    [Fact]
    public async Task Stream_must_tell_proxies_not_to_hold_it_back()
    {
        using var client = host.Client();

        using var answer = await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);

        answer.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        await using var body = await answer.Content.ReadAsStreamAsync();
        (await new StreamReader(body).ReadLineAsync()).ShouldBe(":", "the headers wait for no event");
    }

    [Theory]
    [InlineData("0-1")]
    [InlineData("nonsense")]
    public async Task Stream_must_say_that_events_are_missing_when_the_readers_place_is_not_known(string after)
    {
        await using var stream = new EventStreamClient(host, after);

        (await stream.UntilAsync(_ => true))[0].EventType.ShouldBe("gap");
    }

    [Fact]
    public async Task Stream_must_be_refused_when_as_many_are_open_as_may_be()
    {
        using var client = host.Client();
        var open = new List<HttpResponseMessage>();
        HttpStatusCode last;
        do
        {
            open.Add(await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead));
            last = open[^1].StatusCode;
        } while (last == HttpStatusCode.OK && open.Count < 10);

        last.ShouldBe(HttpStatusCode.ServiceUnavailable);
        open.ForEach(one => one.Dispose());
        // Those that are gone make room.
        await RunningHost.UntilAsync(async () =>
        {
            using var one = await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
            return one.StatusCode == HttpStatusCode.OK;
        });
    }

    private static bool Answers(
        System.Net.ServerSentEvents.SseItem<System.Text.Json.JsonElement> item,
        string? command
    ) => EventStreamClient.Is(item, "sessionCanceled") && item.Data.GetProperty("commandId").GetString() == command;

    public sealed class Host : RunningHost
    {
        protected override string Hocon => "risk-engine.service.max-event-streams = 6";
    }
}
