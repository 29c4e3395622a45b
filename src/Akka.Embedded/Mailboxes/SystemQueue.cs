namespace Akka.Dispatch;

/// <summary>A stack that many push to and one empties, oldest first; once closed it takes nothing more.</summary>
internal struct SystemQueue
{
    private static readonly SystemMessage Closed = new Terminate();

    private SystemMessage? _latest;

    public readonly bool IsEmpty => _latest is null || ReferenceEquals(_latest, Closed);

    /// <summary>False when the queue is closed and the message was not taken.</summary>
    public bool TryPush(SystemMessage message)
    {
        while (true)
        {
            var latest = Volatile.Read(ref _latest);
            if (ReferenceEquals(latest, Closed))
                return false;
            message.Next = latest;
            if (ReferenceEquals(Interlocked.CompareExchange(ref _latest, message, latest), latest))
                return true;
        }
    }

    /// <summary>Takes everything, as a chain with the oldest first.</summary>
    public SystemMessage? Drain() => IsEmpty ? null : Reverse(Interlocked.Exchange(ref _latest, null));

    /// <summary>Takes everything and closes.</summary>
    public SystemMessage? Close() => Reverse(Interlocked.Exchange(ref _latest, Closed));

    private static SystemMessage? Reverse(SystemMessage? latest)
    {
        SystemMessage? earliest = null;
        while (latest is not null && !ReferenceEquals(latest, Closed))
            (latest.Next, earliest, latest) = (earliest, latest, latest.Next);
        return earliest;
    }
}
