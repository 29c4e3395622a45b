namespace RiskEngine.Tests.Dispatching;

/// <summary>The process's thread pool while something blocks every thread of it, and none is added.</summary>
internal sealed class BlockedPool : IDisposable
{
    private const int MoreThanItHas = 128;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ManualResetEventSlim _free = new();
    private readonly CountdownEvent _left = new(MoreThanItHas);
    private readonly int _most;
    private readonly int _mostPorts;
    private int _ran;

    internal BlockedPool()
    {
        ThreadPool.GetMaxThreads(out _most, out _mostPorts);
        ThreadPool.GetMinThreads(out var fewest, out _);
        ThreadPool.SetMaxThreads(fewest, _mostPorts).ShouldBeTrue();
        for (var i = 0; i < MoreThanItHas; i++)
            ThreadPool.UnsafeQueueUserWorkItem(_ => Block(), null);
        SpinWait.SpinUntil(() => FreeThreads <= 0, Patience).ShouldBeTrue();
        ThreadPool.UnsafeQueueUserWorkItem(_ => Volatile.Write(ref _ran, 1), null);
    }

    /// <summary>Whether nothing has run on it so far.</summary>
    internal bool IsBlocked => Volatile.Read(ref _ran) == 0;

    public void Dispose()
    {
        _free.Set();
        // First: whoever waits here may be on one of the few threads that it has.
        ThreadPool.SetMaxThreads(_most, _mostPorts);
        _left.Wait(Patience).ShouldBeTrue();
        _free.Dispose();
        _left.Dispose();
    }

    private static int FreeThreads
    {
        get
        {
            ThreadPool.GetAvailableThreads(out var free, out _);
            return free;
        }
    }

    private void Block()
    {
        _free.Wait();
        _left.Signal();
    }
}

/// <summary>What blocks the pool runs alone: every other test needs it.</summary>
[CollectionDefinition(nameof(BlockedPool), DisableParallelization = true)]
public sealed class AloneInTheProcess;
