namespace Akka.Actor;

/// <summary>Runs what is due, on one thread that sleeps until then: on time also when the thread pool is busy.</summary>
internal sealed class TimerThread
{
    private readonly TimerQueue _queue;
    private readonly ILoggingAdapter _log;
    private TimeSpan _wakesAt = TimeSpan.MinValue;
    private bool _started;
    private bool _stopped;

    public TimerThread(TimerQueue queue, ILoggingAdapter log)
    {
        _queue = queue;
        _log = log;
        queue.EarliestChanged = Wake;
    }

    /// <summary>Ends the thread once nothing is left to do; later work starts it again.</summary>
    public void Stop()
    {
        lock (_queue)
        {
            _stopped = true;
            Monitor.Pulse(_queue);
        }
    }

    private void Wake()
    {
        if (!_started)
        {
            _started = true;
            new Thread(Work) { IsBackground = true, Name = "akka.scheduler" }.Start();
        }
        // A timeout that hardly ever happens does not wake the thread: it wakes early enough by itself.
        if (_queue.NextDue < _wakesAt)
            Monitor.Pulse(_queue);
    }

    private void Work()
    {
        while (AwaitNext() is { } work)
        {
            try
            {
                work.Run();
            }
            catch (Exception e)
            {
                _log.Error(e, "Scheduled work failed: {0}", e.Message);
            }
        }
    }

    /// <summary>The next work, when it is due; null when the thread is to end.</summary>
    private ScheduledWork? AwaitNext()
    {
        lock (_queue)
        {
            while (true)
            {
                if (_queue.TakeDue(_queue.Now) is { } work)
                    return work;
                var due = _queue.NextDue;
                if (due is null && _stopped)
                {
                    _started = false;
                    return null;
                }
                _wakesAt = due ?? TimeSpan.MaxValue;
                var wait = due is { } at
                    ? Math.Clamp(Math.Ceiling((at - _queue.Now).TotalMilliseconds), 0, int.MaxValue)
                    : Timeout.Infinite;
                Monitor.Wait(_queue, (int)wait);
            }
        }
    }
}
