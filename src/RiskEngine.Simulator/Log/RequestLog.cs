namespace RiskEngine.Simulator.Log;

/// <summary>The latest requests in order of arrival; over the limit the oldest are forgotten.</summary>
internal sealed class RequestLog(int limit)
{
    private readonly Queue<RequestEntry> _entries = new();

    public long Count { get; private set; }

    public IReadOnlyList<RequestRecord> Records => [.. _entries.Select(entry => entry.Record)];

    public RequestEntry Add(string path, string? session, IReadOnlyList<string> suffered, DateTimeOffset now)
    {
        if (_entries.Count >= limit)
            _entries.Dequeue();
        var record = new RequestRecord
        {
            Number = ++Count,
            ArrivedAt = now,
            Path = path,
            Session = session,
            Suffered = suffered,
        };
        var entry = new RequestEntry(record);
        _entries.Enqueue(entry);
        return entry;
    }
}
