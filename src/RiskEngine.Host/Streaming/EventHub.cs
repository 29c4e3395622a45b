using System.Globalization;
using System.Threading.Channels;

namespace RiskEngine.Host.Streaming;

/// <summary>Hands events to everyone who reads the stream, and keeps the latest, so that a reader who was away misses none.</summary>
/// <remarks>Nobody who publishes waits: a reader that is too slow is cut off, and may come back to where it was.</remarks>
internal sealed class EventHub
{
    /// <summary>Told to a reader whose place is not known any more: events are missing.</summary>
    internal const string Gap = "gap";

    private const int ReaderCapacity = 1024;

    /// <summary>Events that name thousands of orders are kept for less time than others.</summary>
    private const int MostKeptBytes = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly string _run;
    private readonly int _mostKept;
    private readonly int _mostReaders;
    private readonly TimeProvider _time;
    private readonly Queue<EventFrame> _kept = new();
    private readonly HashSet<EventReader> _readers = [];
    private EventFrame? _latest;
    private long _last;
    private long _keptBytes;

    internal EventHub(int mostKept, int mostReaders, TimeProvider time)
    {
        (_mostKept, _mostReaders, _time) = (mostKept, mostReaders, time);
        // A number alone would mean something else after a restart.
        _run = time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
    }

    /// <summary>Adds an event to the numbered ones.</summary>
    internal void Publish(byte[] json)
    {
        lock (_gate)
        {
            var frame = EventFrame.Numbered(_run, ++_last, json);
            _kept.Enqueue(frame);
            _keptBytes += frame.Bytes.Length;
            while (_kept.Count > _mostKept || (_keptBytes > MostKeptBytes && _kept.Count > 1))
                _keptBytes -= _kept.Dequeue().Bytes.Length;
            Send(frame);
        }
    }

    /// <summary>Tells everyone who reads now, and whoever comes before the next one; it is not kept.</summary>
    internal void Announce(string name, byte[] json)
    {
        lock (_gate)
        {
            _latest = EventFrame.Passing(name, json);
            Send(_latest);
        }
    }

    /// <summary>Begins to read.</summary>
    /// <param name="lastId">The id of the last event that the reader has; null: it has none, and gets all that are kept.</param>
    /// <returns>The reader; null: there are as many as may be.</returns>
    internal EventReader? Open(string? lastId)
    {
        lock (_gate)
        {
            if (_readers.Count >= _mostReaders)
                return null;
            var backlog = new List<EventFrame>();
            var after = Place(lastId);
            if (after is null)
                backlog.Add(EventFrame.Passing(Gap, "{}"u8.ToArray()));
            if (_latest is not null)
                backlog.Add(_latest);
            backlog.AddRange(_kept.Where(frame => frame.Number > (after ?? 0)));
            var channel = Channel.CreateBounded<EventFrame>(
                new BoundedChannelOptions(ReaderCapacity) { SingleReader = true, SingleWriter = true }
            );
            var reader = new EventReader(backlog, channel, Close, _time);
            _readers.Add(reader);
            return reader;
        }
    }

    /// <summary>After which number to go on; null: events between are not kept any more, or are another run's.</summary>
    private long? Place(string? lastId)
    {
        if (string.IsNullOrEmpty(lastId))
            return 0;
        var oldest = _kept.TryPeek(out var first) ? first.Number : _last + 1;
        return
            lastId.Split('-') is [var run, var text]
            && run == _run
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= _last
            && number >= oldest - 1
            ? number
            : null;
    }

    private void Send(EventFrame frame)
    {
        foreach (var reader in _readers.Where(reader => !reader.TryTake(frame)).ToList())
            _readers.Remove(reader);
    }

    private void Close(EventReader reader)
    {
        lock (_gate)
            _readers.Remove(reader);
    }
}
