using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using RiskEngine.Host.Access;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Access;

public sealed class SignInThrottleSpec(SignInThrottleSpec.Host host) : IClassFixture<SignInThrottleSpec.Host>
{
    private static readonly SignInSettings Settings = new(
        3,
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(60),
        TimeSpan.FromHours(12),
        10
    );

    [Fact]
    public void Wait_must_double_from_the_first_to_the_longest_when_failures_go_on()
    {
        var time = new FakeTimeProvider();
        var throttle = new SignInThrottle(Settings, time);
        var waits = new List<double?>();
        for (var i = 0; i < 10; i++)
        {
            throttle.Failed("10.0.0.1");
            waits.Add(throttle.Wait("10.0.0.1")?.TotalSeconds);
        }

        waits.ShouldBe([null, null, 1, 2, 4, 8, 16, 32, 60, 60]);
        throttle.Wait("10.0.0.2").ShouldBeNull("another address has done nothing");
        time.Advance(TimeSpan.FromSeconds(60));
        throttle.Wait("10.0.0.1").ShouldBeNull();
    }

    [Fact]
    public void Failures_must_be_forgotten_when_one_succeeds_or_time_passes()
    {
        var time = new FakeTimeProvider();
        var throttle = new SignInThrottle(Settings, time);
        for (var i = 0; i < 5; i++)
            throttle.Failed("a");
        throttle.Succeeded("a");
        throttle.Failed("a");
        throttle.Wait("a").ShouldBeNull();

        for (var i = 0; i < 5; i++)
            throttle.Failed("b");
        time.Advance(TimeSpan.FromMinutes(3));
        throttle.Failed("b");
        throttle.Wait("b").ShouldBeNull();
    }

    [Fact]
    public void Memory_must_stay_bounded_when_every_address_fails()
    {
        var time = new FakeTimeProvider();
        var throttle = new SignInThrottle(Settings, time);
        for (var i = 0; i < 3; i++)
            throttle.Failed("first");
        for (var i = 0; i < 20_000; i++)
            throttle.Failed($"{i}");

        // Those that need not wait make room, so the one that must is still known.
        throttle.Wait("first").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wrong_tokens_must_wait_and_the_right_one_pass_when_there_were_failures(bool isBrowser)
    {
        HttpResponseMessage answer;
        var tries = 0;
        do
        {
            answer = await TryAsync(isBrowser, $"wrong-0123456789-0123456789-{tries++}");
        } while (answer.StatusCode == HttpStatusCode.Unauthorized && tries < 20);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await TryAsync(isBrowser, RunningHost.Alice)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Trail_must_not_grow_with_every_call_when_somebody_without_a_token_never_stops()
    {
        using var stranger = host.Client(null);
        for (var i = 0; i < 20; i++)
            (await stranger.GetAsync("/api/sessions")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await host.GetAsync("/api/sessions/maker-1");
        var what = new List<string?>();
        await RunningHost.UntilAsync(async () =>
        {
            var page = await host.GetAsync("/api/audit?after=-500");
            what =
            [
                .. page.GetProperty("rows")
                    .EnumerateArray()
                    .Select(row => row.GetProperty("row"))
                    .Where(row => row.GetProperty("kind").GetString() == "call")
                    .Select(row => row.GetProperty("what").GetString()),
            ];
            return what.Contains("GET /api/sessions/maker-1");
        });

        what.Count(call => call == "GET /api/sessions").ShouldBeLessThan(10);
    }

    private async Task<HttpResponseMessage> TryAsync(bool isBrowser, string token)
    {
        using var client = host.Client(isBrowser ? null : token);
        return isBrowser
            ? await client.PostAsJsonAsync("/api/sign-in", new { token })
            : await client.GetAsync("/api/me");
    }

    public sealed class Host : RunningHost
    {
        protected override string Hocon => "risk-engine.service.sign-in { failures = 3, pause-first = 30s }";
    }
}
