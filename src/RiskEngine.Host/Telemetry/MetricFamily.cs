using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace RiskEngine.Host.Telemetry;

/// <summary>One instrument's sums, a line or a histogram for each set of tags.</summary>
internal sealed class MetricFamily
{
    /// <summary>Beyond it new sets of tags are not taken: a label must not be able to fill the memory.</summary>
    private const int MostSeries = 10_000;

    private readonly string _name;
    private readonly Kind _kind;
    private readonly bool _isObserved;
    private readonly IReadOnlyList<double> _bounds;
    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);

    internal MetricFamily(Instrument instrument)
    {
        _name = NameOf(instrument);
        _isObserved = instrument.IsObservable;
        (_kind, _bounds) = instrument switch
        {
            Histogram<double> histogram => (Kind.Histogram, histogram.Advice?.HistogramBucketBoundaries ?? []),
            Counter<long> or ObservableCounter<long> => (Kind.Counter, []),
            _ => (Kind.Gauge, []),
        };
    }

    private static string NameOf(Kind kind) =>
        kind switch
        {
            Kind.Gauge => "gauge",
            Kind.Counter => "counter",
            Kind.Histogram => "histogram",
        };

    private enum Kind
    {
        Gauge,
        Counter,
        Histogram,
    }

    internal static string NameOf(Instrument instrument) =>
        Plain(instrument.Name)
        + (instrument.Unit == "s" ? "_seconds" : "")
        + (instrument is Counter<long> or ObservableCounter<long> ? "_total" : "");

    internal static string Plain(string name) => name.Replace('.', '_').Replace('-', '_');

    /// <summary>What is observed is told anew each time: a session that is gone must not stay.</summary>
    internal void ForgetObserved()
    {
        if (_isObserved)
            _series.Clear();
    }

    internal void Take(string labels, double value)
    {
        if (!_series.TryGetValue(labels, out var series))
        {
            if (_series.Count >= MostSeries)
                return;
            _series.Add(labels, series = new Series(new long[_bounds.Count]));
        }

        series.Value = _kind == Kind.Gauge || _isObserved ? value : series.Value + value;
        series.Count++;
        for (var i = 0; i < _bounds.Count; i++)
            if (value <= _bounds[i])
                series.Buckets[i]++;
    }

    internal void WriteTo(StringBuilder text)
    {
        if (_series.Count == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {_name} {NameOf(_kind)}\n");
        foreach (var (labels, series) in _series)
            if (_kind == Kind.Histogram)
                WriteHistogram(text, labels, series);
            else
                Line(text, _name, labels, series.Value);
    }

    private void WriteHistogram(StringBuilder text, string labels, Series series)
    {
        var before = labels.Length == 0 ? "" : $"{labels},";
        for (var i = 0; i < _bounds.Count; i++)
            Line(text, $"{_name}_bucket", $"{before}le=\"{Number(_bounds[i])}\"", series.Buckets[i]);
        Line(text, $"{_name}_bucket", $"{before}le=\"+Inf\"", series.Count);
        Line(text, $"{_name}_sum", labels, series.Value);
        Line(text, $"{_name}_count", labels, series.Count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name)
            .Append(labels.Length == 0 ? "" : $"{{{labels}}}")
            .Append(' ')
            .Append(Number(value))
            .Append('\n');

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private sealed class Series(long[] buckets)
    {
        internal long[] Buckets => buckets;

        internal double Value { get; set; }

        internal long Count { get; set; }
    }
}
