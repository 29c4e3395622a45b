namespace RiskEngine.VirtualTime;

/// <summary>
/// Waits for the thread pool. Akka.NET completes asks there, and so does what waits for them: work of
/// the world that no dispatcher sees.
/// </summary>
internal static class PoolWatch
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Threads of the pool that somebody else keeps at work.</summary>
    private static int s_kept = int.MaxValue;

    /// <summary>
    /// Waits until the pool has done what the last message sent there, so that it comes back before the next one. What
    /// is at work for longer than that is not the world's, and does not count from then on.
    /// </summary>
    internal static void Settle()
    {
        if (!SpinWait.SpinUntil(() => !IsBusy, Patience))
            s_kept = AtWork;
    }

    private static bool IsBusy
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
}
