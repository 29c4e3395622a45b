using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace RiskEngine.Host.Telemetry;

/// <summary>Sums what is measured, and writes it as Prometheus reads it.</summary>
/// <remarks>
/// Ours, and not OpenTelemetry's exporter: that has no release but betas, whose names, labels and route may change under the
/// dashboards and alerts that hang on them. Take it when it is stable and writes what <c>MetricsSpec</c> pins.
/// </remarks>
internal sealed class PrometheusText : IDisposable
{
    internal const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    internal PrometheusText(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter != meter)
                return;
            lock (_gate)
                _families.TryAdd(MetricFamily.NameOf(instrument), new MetricFamily(instrument));
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    internal async Task Get(HttpContext context)
    {
        context.Response.ContentType = ContentType;
        await context.Response.WriteAsync(Write(), context.RequestAborted);
    }

    /// <summary>Everything measured so far.</summary>
    internal string Write()
    {
        lock (_gate)
        {
            foreach (var family in _families.Values)
                family.ForgetObserved();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var family in _families.Values)
                family.WriteTo(text);
            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Observed on the thread that holds the lock, or measured by any other.</summary>
    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        lock (_gate)
            if (_families.TryGetValue(MetricFamily.NameOf(instrument), out var family))
                family.Take(labels, value);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var parts = new List<string>(tags.Length);
        foreach (var (name, value) in tags)
            parts.Add(
                $"{MetricFamily.Plain(name)}=\"{Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\""
            );
        return string.Join(',', parts);
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
