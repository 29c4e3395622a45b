namespace RiskEngine.VirtualTime;

/// <summary>
/// Whether the thread pool works on something. Akka.NET completes asks there, and so does what waits for them: work of
/// the world that no dispatcher sees.
/// </summary>
internal static class PoolWatch
{
    /// <summary>Threads of the pool that somebody else keeps at work.</summary>
    private static int s_kept = int.MaxValue;

    internal static bool IsBusy
    {
        get
        {
            // In this order: what is no longer pending is already at work.
            var isPending = ThreadPool.PendingWorkItemCount > 0;
            var atWork = AtWork;
            s_kept = Math.Min(s_kept, atWork);
            return isPending || atWork > s_kept;
        }
    }

    private static int AtWork
    {
        get
        {
            ThreadPool.GetMaxThreads(out var all, out _);
            ThreadPool.GetAvailableThreads(out var free, out _);
            return all - free - (Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
        }
    }

    /// <summary>What is at work now has been for so long that it is not the world's: from now on it does not count.</summary>
    internal static void Keep() => s_kept = AtWork;
}
