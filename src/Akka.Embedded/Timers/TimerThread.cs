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
        while (AwaitDue())
        {
            while (_queue.TakeDue(_queue.Now) is { } work)
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
    }

    /// <summary>False when the thread is to end.</summary>
    private bool AwaitDue()
    {
        lock (_queue)
        {
            while (true)
            {
                if (_queue.NextDue is not { } due)
                {
                    if (_stopped)
                    {
                        _started = false;
                        return false;
                    }
                    _wakesAt = TimeSpan.MaxValue;
                    Monitor.Wait(_queue);
                    continue;
                }
                var wait = due - _queue.Now;
                if (wait <= TimeSpan.Zero)
                    return true;
                _wakesAt = due;
                Monitor.Wait(_queue, (int)Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue));
            }
        }
    }
}
