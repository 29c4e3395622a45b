using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Telemetry;

public sealed class MetricsSpec(RunningHost host) : IClassFixture<RunningHost>
{
    [Fact]
    public async Task Metrics_must_count_and_time_what_was_done_when_they_are_read()
    {
        await host.PostAsync("/api/sessions/maker-1/cancel", new { reason = "a test" });
        var engaged = await host.PostAsync("/api/kill-switch/engage", new { scope = "everything", reason = "a test" });

        string[] lines =
        [
            "# TYPE risk_engine_cancel_time_to_acceptance_seconds histogram",
            "risk_engine_cancel_time_to_acceptance_seconds_bucket{session=\"gemini/maker-1\",le=\"+Inf\"} 2",
            "risk_engine_cancel_time_to_flat_seconds_count{session=\"gemini/maker-1\"} 2",
            "risk_engine_cancel_outcomes_total{session=\"gemini/maker-1\",outcome=\"canceled\",reason=\"\"} 2",
            "risk_engine_session_state{session=\"gemini/maker-1\",state=\"halted\"} 1",
            "risk_engine_session_state{session=\"gemini/maker-1\",state=\"active\"} 0",
            "risk_engine_session_queue_depth{session=\"gemini/maker-1\"} 0",
            "risk_engine_kill_switch_engaged 1",
            "risk_engine_kill_switch_events_total{event=\"engaged\",scope=\"Everything\"} 1",
            "risk_engine_kill_switch_time_to_flat_seconds_count 1",
        ];
        using var client = host.Client();
        var text = "";
        // Whoever asked is told before the last of it is counted.
        await RunningHost.UntilAsync(
            async () => Missing(text = await client.GetStringAsync("/metrics")).Length == 0,
            () => $"Not there: {string.Join('\n', Missing(text))}"
        );

        foreach (var gauge in (string[])["nonce_lead_seconds", "clock_skew_seconds", "pending_cancels", "open_orders"])
            text.ShouldContain($"risk_engine_session_{gauge}{{session=\"gemini/maker-1\"}}");
        engaged.GetProperty("outcome").GetString().ShouldBe("completed");

        string[] Missing(string metrics) => [.. lines.Except(metrics.Split('\n'))];
    }
}
