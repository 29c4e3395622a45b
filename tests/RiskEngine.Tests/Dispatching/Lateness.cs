namespace RiskEngine.Tests.Dispatching;

/// <summary>How late things come on a machine that may be busy.</summary>
internal static class Lateness
{
    internal static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(50);

    /// <summary>What hangs on the pool is late every time; what a busy machine holds up is not.</summary>
    private const int Tries = 6;

    /// <summary>
    /// Measures until something was at most <see cref="Allowed"/> later than a thread was that did nothing but wait for
    /// the same moment, and fails when it never was.
    /// </summary>
    /// <param name="wait">How long that thread waits.</param>
    /// <param name="measure">How late the thing was.</param>
    internal static void MustBeSmall(TimeSpan wait, Func<TimeSpan> measure)
    {
        var late = new List<(TimeSpan Thing, TimeSpan Thread)>();
        while (late.Count < Tries && !late.Exists(x => x.Thing <= x.Thread + Allowed))
        {
            var thread = new WaitingThread(wait);
            var thing = measure();
            late.Add((thing, thread.Lateness()));
        }

        late.ShouldContain(x => x.Thing <= x.Thread + Allowed, $"late: {string.Join(", ", late)}");
    }

    private sealed class WaitingThread
    {
        private readonly Thread _thread;
        private TimeSpan _lateness;

        internal WaitingThread(TimeSpan wait)
        {
            _thread = new Thread(() => _lateness = Measure(wait)) { IsBackground = true };
            _thread.Start();
        }

        internal TimeSpan Lateness()
        {
            _thread.Join();
            return _lateness;
        }

        private static TimeSpan Measure(TimeSpan wait)
        {
            using var never = new ManualResetEventSlim();
            var start = TimeProvider.System.GetTimestamp();
            never.Wait(wait);
            return TimeProvider.System.GetElapsedTime(start) - wait;
        }
    }
}
