namespace RiskEngine.Simulation.Desk;

/// <summary>Keeps every processor and the thread pool at work until it is disposed.</summary>
internal sealed class BusyMachine : IDisposable
{
    /// <summary>Far more than the pool gets done, and few enough to be over in a moment.</summary>
    private const long MostQueued = 64;

    private const int ShortWork = 20_000;

    private readonly CancellationTokenSource _over = new();
    private readonly List<Thread> _threads = [];

    internal BusyMachine()
    {
        for (var i = 0; i < Environment.ProcessorCount; i++)
        {
            var thread = new Thread(Work) { IsBackground = true, Name = $"busy-{i}" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    public void Dispose()
    {
        _over.Cancel();
        foreach (var thread in _threads)
            thread.Join();
        _over.Dispose();
    }

    private void Work()
    {
        while (!_over.IsCancellationRequested)
        {
            if (ThreadPool.PendingWorkItemCount < MostQueued)
                ThreadPool.UnsafeQueueUserWorkItem(_ => Thread.SpinWait(ShortWork), null);
            Thread.SpinWait(ShortWork);
        }
    }
}
