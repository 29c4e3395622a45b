using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RiskEngine.Host.Api;
using RiskEngine.Host.CommandLine;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.CommandLine;

/// <summary>What the commands hear of a service that is not itself.</summary>
public sealed class ServiceClientSpec
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(13);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Call_must_end_at_its_limit_when_the_service_is_frozen()
    {
        var asked = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using var client = ClientOf(server, _time);

        var call = EngageAsync(client);
        await asked.Task.WaitAsync(RunningHost.Patience, TimeProvider.System);
        _time.Advance(Limit - TimeSpan.FromMilliseconds(1));
        call.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        (await FaultOfAsync(call)).ShouldContain("no answer within 13 s");
    }

    [Fact]
    public async Task Call_must_end_at_its_limit_when_an_answer_begins_and_never_ends()
    {
        var asked = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using var client = ClientOf(server, _time);

        var call = EngageAsync(client);
        await asked.Task.WaitAsync(RunningHost.Patience, TimeProvider.System);
        _time.Advance(Limit);

        (await FaultOfAsync(call)).ShouldContain("no answer within 13 s");
    }

    [Fact]
    public async Task Call_must_end_at_its_limit_and_name_the_last_try_when_every_connection_breaks()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var client = new ServiceClient(
            new Uri(LoopbackServer.AddressOf(server)),
            "token",
            TimeSpan.FromMilliseconds(200),
            TimeProvider.System
        );

        (await FaultOfAsync(EngageAsync(client))).ShouldContain("(the last try: ");
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(null)]
    public async Task Command_must_be_sent_again_under_its_key_when_a_gateway_or_the_connection_fails(int? status)
    {
        var keys = new List<string>();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            keys.Add($"{context.Request.Headers["Idempotency-Key"]}");
            if (keys.Count == 3)
                await context.Response.WriteAsync("""{"outcome":"completed","sessions":[]}""");
            else if (status is { } code)
                context.Response.StatusCode = code;
            else
                context.Abort();
        });
        using var client = new ServiceClient(
            new Uri(LoopbackServer.AddressOf(server)),
            "token",
            RunningHost.Patience,
            TimeProvider.System
        );

        var (answer, _) = await EngageAsync(client);

        answer.Outcome.ShouldBe("completed");
        keys.Count.ShouldBe(3);
        keys.Distinct().ShouldHaveSingleItem().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Call_must_end_at_once_when_the_service_itself_says_503()
    {
        var calls = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            calls++;
            return Problem.TooManyStreams.WriteAsync(context);
        });
        using var client = ClientOf(server, _time);

        (await FaultOfAsync(EngageAsync(client))).ShouldStartWith("503: ");

        calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(200, "text/html", "<html>")]
    [InlineData(200, "application/json", "{}")]
    [InlineData(200, "application/json", "null")]
    [InlineData(200, "application/json", "[]")]
    [InlineData(200, "application/json; charset=none-such", "{}")]
    [InlineData(302, "application/json", "")]
    [InlineData(404, "application/json", "null")]
    [InlineData(500, "application/json", """{"title":null}""")]
    public async Task Call_must_fail_in_words_when_something_else_answers(int status, string type, string body)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            return context.Response.WriteAsync(body);
        });
        using var client = ClientOf(server, _time);

        await FaultOfAsync(EngageAsync(client));
        await FaultOfAsync(client.GetAsync("/api/sessions", AnswerJson.Default.SessionList, default));
        await FaultOfAsync(client.GetAsync("/api/kill-switch", AnswerJson.Default.KillSwitchView, default));
    }

    [Fact]
    public async Task Call_must_end_when_the_answer_goes_on_beyond_its_bound()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            var piece = new byte[1024 * 1024];
            try
            {
                while (!context.RequestAborted.IsCancellationRequested)
                    await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                // It has heard enough.
            }
        });
        using var client = ClientOf(server, _time);

        await FaultOfAsync(EngageAsync(client));

        using var events = new StreamReader(await client.EventsAsync(null, default));
        await Should.ThrowAsync<IOException>(() =>
            events.ReadLineAsync().WaitAsync(RunningHost.Patience, TimeProvider.System)
        );
    }

    [Fact]
    public async Task Call_must_end_when_what_answers_does_not_speak_http()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        using var client = ClientOf($"http://{listener.LocalEndpoint}", _time);

        var call = EngageAsync(client);
        using var connection = await listener.AcceptTcpClientAsync();
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.6\r\n\r\n"));

        (await FaultOfAsync(call)).ShouldContain("not this service");
    }

    [Fact]
    public async Task Call_must_say_that_nothing_was_sent_when_nobody_listens()
    {
        int port;
        using (var listener = new TcpListener(System.Net.IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        }

        using var client = ClientOf($"http://127.0.0.1:{port}", _time);

        (await FaultOfAsync(EngageAsync(client))).ShouldEndWith("Nothing was sent.");
    }

    [Theory]
    [InlineData("", "/api/kill-switch/engage")]
    [InlineData("/desk", "/desk/api/kill-switch/engage")]
    [InlineData("/desk/one/", "/desk/one/api/kill-switch/engage")]
    public async Task Call_must_keep_the_path_of_the_address(string path, string called)
    {
        var paths = new List<string>();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            paths.Add($"{context.Request.Path}");
            return context.Response.WriteAsync("{}");
        });
        using var client = ClientOf($"{LoopbackServer.AddressOf(server)}{path}", _time);

        await FaultOfAsync(EngageAsync(client));

        paths.ShouldBe([called]);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8800", true)]
    [InlineData(" https://desk.invalid/engine ", true)]
    [InlineData("127.0.0.1:8800", false)]
    [InlineData("localhost:8800", false)]
    [InlineData("ftp://desk.invalid", false)]
    [InlineData("http://desk.invalid/?a=b", false)]
    public void Address_must_be_one_of_http_when_it_is_taken(string text, bool expected) =>
        ServiceAddress.TryRead(text, out _).ShouldBe(expected);

    [Theory]
    [InlineData("abc-123", "abc-123")]
    [InlineData("abc-123\n", "abc-123")]
    [InlineData("\r\n abc-123 \r\n", "abc-123")]
    [InlineData("abc\n123", null)]
    [InlineData("abc 123", null)]
    [InlineData("äbc", null)]
    [InlineData(" \n", null)]
    public void Token_must_lose_the_space_around_it_and_have_none_within(string text, string? expected) =>
        (ServiceAddress.TryReadToken(text, out var token) ? token : null).ShouldBe(expected);

    [Theory]
    [InlineData(null, 13_000)]
    [InlineData(0L, 3_000)]
    [InlineData(-5L, 3_000)]
    [InlineData(20_000L, 23_000)]
    [InlineData(long.MaxValue, 3_603_000)]
    public void Limit_must_be_the_deadline_and_three_seconds_within_bounds(long? deadlineMs, double expected) =>
        ServiceOptions.LimitOf(deadlineMs).TotalMilliseconds.ShouldBe(expected);

    [Fact]
    public void Message_must_be_one_short_line_whatever_it_quotes()
    {
        var line = ServiceOptions.OneLine($"first\r\nsecond\u001b[2J{new string('x', 5_000)}");

        line.ShouldStartWith("first second[2Jxx");
        line.Length.ShouldBeLessThan(2_100);
    }

    private static ServiceClient ClientOf(WebApplication server, TimeProvider time) =>
        ClientOf(LoopbackServer.AddressOf(server), time);

    private static ServiceClient ClientOf(string address, TimeProvider time) =>
        new(new Uri(address), "token", Limit, time);

    private static Task<(EngageAnswer Value, string Json)> EngageAsync(ServiceClient client) =>
        client.PostAsync(
            "/api/kill-switch/engage",
            new EngageRequest("everything", "a test"),
            ApiJson.Default.EngageRequest,
            AnswerJson.Default.EngageAnswer,
            CancellationToken.None
        );

    private static async Task<string> FaultOfAsync(Task call) =>
        (
            await Should.ThrowAsync<ServiceFault>(() => call.WaitAsync(RunningHost.Patience, TimeProvider.System))
        ).Message;
}
