namespace Akka.Dispatch;

/// <summary>Gives actors threads: it decides which thread runs a mailbox, and how many messages in one go.</summary>
internal abstract class MessageDispatcher(int throughput)
{
    /// <summary>How many messages an actor may take before it yields its thread.</summary>
    public int Throughput => throughput;

    public abstract void Execute(IThreadPoolWorkItem work);

    /// <summary>Called when an actor that the dispatcher was given has stopped.</summary>
    public virtual void Detach() { }

    /// <summary>Called when the system has terminated.</summary>
    public virtual void Shutdown() { }
}

/// <summary>Runs actors on the process's thread pool, in the order in which they got work.</summary>
internal sealed class ThreadPoolDispatcher(int throughput) : MessageDispatcher(throughput)
{
    // The pool's global queue is first in, first out. A thread's own queue is not: there two actors that keep each
    // other busy would starve all others.
    public override void Execute(IThreadPoolWorkItem work) =>
        ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
}
