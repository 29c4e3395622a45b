using System.Diagnostics.Metrics;
using RiskEngine.Host.Logging;

namespace RiskEngine.Host.Telemetry;

/// <summary>Measures the log itself.</summary>
internal static class LogMeters
{
    /// <summary>Counter: lines of the log that were dropped, since where they go took none in time. Tags: output.</summary>
    internal const string Dropped = "risk_engine.log.dropped";

    internal static void Measure(IReadOnlyList<LogOutput> outputs, Meter meter) =>
        meter.CreateObservableCounter(
            Dropped,
            () =>
                outputs.Select(output => new Measurement<long>(
                    output.Dropped,
                    new KeyValuePair<string, object?>("output", output.Name)
                ))
        );
}
