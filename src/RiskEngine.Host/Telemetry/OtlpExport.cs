using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RiskEngine.Host.Telemetry;

/// <summary>Sends metrics and traces by OTLP over HTTP, from <see cref="StartOtlpExport"/> until the services are disposed of.</summary>
/// <remarks>
/// Histograms need no views here: their instruments say which bounds fit (<see cref="EngineMeters"/>), the library goes by
/// that, and so does <see cref="PrometheusText"/>, so that the two cannot differ.
/// </remarks>
internal static class OtlpExport
{
    /// <param name="services">The service's own.</param>
    /// <param name="endpoint">The collector; null: nothing is sent.</param>
    /// <param name="node">The node that sends.</param>
    internal static void AddOtlpExport(this IServiceCollection services, Uri? endpoint, NodeName node)
    {
        if (endpoint is null)
            return;
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("risk-engine", serviceInstanceId: node.Value))
            .WithMetrics(metrics =>
                metrics.AddMeter(TelemetryNames.Source).AddOtlpExporter(options => To(options, endpoint, "v1/metrics"))
            )
            .WithTracing(traces =>
                traces.AddSource(TelemetryNames.Source).AddOtlpExporter(options => To(options, endpoint, "v1/traces"))
            );
    }

    /// <summary>Listens from now on, and not only when the web front starts: the engine cancels before that.</summary>
    internal static void StartOtlpExport(this IServiceProvider services)
    {
        services.GetService<MeterProvider>();
        services.GetService<TracerProvider>();
    }

    private static void To(OtlpExporterOptions options, Uri endpoint, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
