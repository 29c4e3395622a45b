using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>Runs actors on threads of its own, so that a starved pool does not hold them up.</summary>
internal sealed class DedicatedThreadDispatcher : MessageDispatcher
{
    private readonly BlockingCollection<IThreadPoolWorkItem> _work = [];
    private readonly bool _pinned;

    /// <param name="id">Where the dispatcher is configured.</param>
    /// <param name="throughput">Messages in one go.</param>
    /// <param name="threads">How many threads.</param>
    /// <param name="pinned">True when the dispatcher belongs to one actor and ends with it.</param>
    public DedicatedThreadDispatcher(string id, int throughput, int threads, bool pinned)
        : base(throughput)
    {
        _pinned = pinned;
        for (var i = 1; i <= threads; i++)
            new Thread(Work) { IsBackground = true, Name = $"{id}-{i}" }.Start();
    }

    // After the end nobody has work: every actor that was given this dispatcher has closed its mailbox.
    public override void Execute(IThreadPoolWorkItem work) => _work.Add(work);

    public override void Detach()
    {
        if (_pinned)
            Shutdown();
    }

    public override void Shutdown() => _work.CompleteAdding();

    private void Work()
    {
        foreach (var work in _work.GetConsumingEnumerable())
            work.Execute();
    }
}
