namespace RiskEngine.Tests.Dispatching;

/// <summary>How late things come on a machine that may be busy.</summary>
internal static class Lateness
{
    internal static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How many measurements have to be good, and may not be: what hangs on the pool is late every time, and what a busy machine
    /// holds up is late now and then.
    /// </summary>
    private const int Most = 3;

    /// <summary>
    /// Measures up to five times and fails unless something was, in most of them, at most <see cref="Allowed"/> later than a
    /// thread was that did nothing but wait for the same moment.
    /// </summary>
    /// <param name="wait">How long that thread waits.</param>
    /// <param name="measure">How late the thing was.</param>
    internal static Task MustBeSmall(TimeSpan wait, Func<TimeSpan> measure) =>
        MustBeSmall(wait, () => Task.FromResult(Nothing.ToDispose), _ => measure());

    /// <inheritdoc cref="MustBeSmall(TimeSpan, Func{TimeSpan})"/>
    /// <param name="wait">How long that thread waits.</param>
    /// <param name="prepare">What each measurement needs, anew: an earlier one must not have warmed it.</param>
    /// <param name="measure">How late the thing was.</param>
    internal static async Task MustBeSmall<T>(TimeSpan wait, Func<Task<T>> prepare, Func<T, TimeSpan> measure)
        where T : IAsyncDisposable
    {
        var late = new List<(TimeSpan Thing, TimeSpan Thread)>();
        while (late.Count(IsSmall) < Most && late.Count(x => !IsSmall(x)) < Most)
        {
            await using var prepared = await prepare();
            var thread = new WaitingThread(wait);
            var thing = measure(prepared);
            late.Add((thing, thread.Lateness()));
        }

        late.Count(IsSmall).ShouldBe(Most, $"late: {string.Join(", ", late)}");
    }

    private static bool IsSmall((TimeSpan Thing, TimeSpan Thread) late) => late.Thing <= late.Thread + Allowed;

    private sealed class Nothing : IAsyncDisposable
    {
        internal static readonly Nothing ToDispose = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
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
