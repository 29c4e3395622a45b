using Akka.Event;

namespace Akka.TestKit;

/// <summary>Describes log events, and counts those that fit.</summary>
internal sealed class LogFilter(Func<LogEvent, bool> matches)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Reset() => Volatile.Write(ref _count, 0);

    public bool Apply(LogEvent log)
    {
        if (!matches(log))
            return false;
        Interlocked.Increment(ref _count);
        return true;
    }
}

internal sealed record MuteFilters(IReadOnlyList<LogFilter> Filters);

internal sealed record UnmuteFilters(IReadOnlyList<LogFilter> Filters);

/// <summary>The logger of tests: prints what no filter wants.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<LogFilter> _filters = [];

    /// <summary>Subscribes the listeners of a system from outside, so that a test's first filter is not missed.</summary>
    internal static void SubscribeAll(ActorSystem system)
    {
        foreach (var logger in system.EventStream.Loggers.OfType<LocalActorRef>())
        {
            if (!typeof(TestEventListener).IsAssignableFrom(logger.Cell.Props.Type))
                continue;
            system.EventStream.Subscribe(logger, typeof(MuteFilters));
            system.EventStream.Subscribe(logger, typeof(UnmuteFilters));
            system.EventStream.Subscribe(logger, typeof(DeadLetter));
        }
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case MuteFilters mute:
                _filters.AddRange(mute.Filters);
                return true;
            case UnmuteFilters unmute:
                _filters.RemoveAll(unmute.Filters.Contains);
                return true;
            case LogEvent log when IsFiltered(log):
                return true;
            case DeadLetter letter:
                IsFiltered(new Warning(letter.Recipient.Path.ToString(), letter.Recipient.GetType(), letter));
                return true;
            default:
                return base.Receive(message);
        }
    }

    private bool IsFiltered(LogEvent log)
    {
        var filtered = false;
        foreach (var filter in _filters)
            filtered |= filter.Apply(log);
        return filtered;
    }
}
