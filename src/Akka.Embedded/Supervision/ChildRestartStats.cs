namespace Akka.Actor;

/// <summary>A child and how often it was restarted lately.</summary>
internal sealed class ChildRestartStats(LocalActorRef child, TimeProvider clock)
{
    private int _restarts;
    private long? _windowStart;

    public LocalActorRef Child => child;

    /// <summary>
    /// Counts a restart and says whether it is still allowed: negative retries are unlimited, and without a time range
    /// they count for life. A range starts with a restart; the first restart after it starts the next one.
    /// </summary>
    public bool RequestRestartPermission(int maxRetries, TimeSpan range)
    {
        if (maxRetries == 0)
            return false;
        if (range <= TimeSpan.Zero)
            return maxRetries < 0 || ++_restarts <= maxRetries;
        var now = clock.GetTimestamp();
        var start = _windowStart ??= now;
        if (clock.GetElapsedTime(start, now) <= range)
            return ++_restarts <= (maxRetries > 0 ? maxRetries : 1);
        _restarts = 1;
        _windowStart = now;
        return true;
    }
}
