using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RiskEngine.Host.Telemetry;

/// <summary>Sends metrics and traces by OTLP over HTTP.</summary>
internal sealed class OtlpExport : IDisposable
{
    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private OtlpExport(Uri endpoint, NodeName node)
    {
        var resource = ResourceBuilder.CreateEmpty().AddService("risk-engine", serviceInstanceId: node.Value);
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(TelemetryNames.Source)
            .AddOtlpExporter(options => To(options, endpoint, "v1/metrics"))
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(TelemetryNames.Source)
            .AddOtlpExporter(options => To(options, endpoint, "v1/traces"))
            .Build();
    }

    /// <param name="endpoint">The collector; null: nothing is sent.</param>
    /// <param name="node">The node that sends.</param>
    internal static OtlpExport? Start(Uri? endpoint, NodeName node) =>
        endpoint is null ? null : new OtlpExport(endpoint, node);

    /// <summary>Sends what is left, and stops.</summary>
    public void Dispose()
    {
        _metrics.Dispose();
        _traces.Dispose();
    }

    private static void To(OtlpExporterOptions options, Uri endpoint, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
