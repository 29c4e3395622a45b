using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Telemetry;

public sealed class OtlpExportSpec
{
    [Fact]
    public async Task Metrics_and_traces_must_reach_the_collector_when_the_service_stops()
    {
        await using var collector = await Collector.StartAsync();
        var host = new ExportingHost(collector.Address);
        await host.InitializeAsync();
        var answer = await host.PostAsync("/api/sessions/maker-1/cancel", new { reason = "a test" });
        await RunningHost.UntilAsync(async () =>
            (await host.GetAsync("/api/sessions/maker-1")).TryGetProperty("lastCancel", out _)
        );

        await host.DisposeAsync();

        collector.Received("/v1/metrics").ShouldContain(TelemetryNames.TimeToFlat);
        var traces = collector.Received("/v1/traces");
        traces.ShouldContain(TelemetryNames.CancelActivity);
        traces.ShouldContain(answer.GetProperty("commandId").GetString()!);
    }

    [Fact]
    public async Task Histogram_must_be_exported_with_bounds_for_seconds_up_to_the_longest_deadline()
    {
        double[] bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
        await using var collector = await Collector.StartAsync();
        var host = new ExportingHost(collector.Address);
        await host.InitializeAsync();
        await host.PostAsync("/api/sessions/maker-1/cancel", new { reason = "a test" });
        await RunningHost.UntilAsync(async () =>
            (await host.GetAsync("/api/sessions/maker-1")).TryGetProperty("lastCancel", out _)
        );

        await host.DisposeAsync();

        // Protocol buffers write numbers in a row as they lie in memory.
        var written = bounds.SelectMany(BitConverter.GetBytes).ToArray();
        collector.Bodies("/v1/metrics").Any(body => body.AsSpan().IndexOf(written) >= 0).ShouldBeTrue();
    }

    private sealed class ExportingHost(string endpoint) : RunningHost
    {
        protected override string Hocon => $"risk-engine.service.otlp.endpoint = \"{endpoint}\"";
    }

    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();
        private WebApplication _server = null!;

        internal string Address => LoopbackServer.AddressOf(_server);

        internal static async Task<Collector> StartAsync()
        {
            var collector = new Collector();
            collector._server = await LoopbackServer.StartAsync(collector.TakeAsync);
            return collector;
        }

        /// <summary>Names and texts stand in protocol buffers as they are.</summary>
        internal string Received(string path) => string.Concat(Bodies(path).Select(Encoding.UTF8.GetString));

        internal IReadOnlyList<byte[]> Bodies(string path) =>
            [.. _received.Where(one => one.Path == path).Select(one => one.Body)];

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        private async Task TakeAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue(($"{context.Request.Path}", body.ToArray()));
        }
    }
}
