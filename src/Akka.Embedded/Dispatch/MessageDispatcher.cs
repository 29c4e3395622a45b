namespace Akka.Dispatch;

/// <summary>Gives actors threads: it decides which thread runs a mailbox, and how many messages in one go.</summary>
public abstract class MessageDispatcher
{
    private protected MessageDispatcher(string id, int throughput)
    {
        Id = id;
        Throughput = throughput;
    }

    /// <summary>Where the dispatcher is configured.</summary>
    public string Id { get; protected set; }

    /// <summary>How many messages an actor may take before it yields its thread.</summary>
    public int Throughput { get; set; }

    /// <summary>Runs an action on one of the dispatcher's threads.</summary>
    public void Schedule(Action run) => Execute(new ActionItem(run));

    /// <summary>Runs work on one of the dispatcher's threads.</summary>
    public void Schedule(IRunnable run) => Schedule(run.Run);

    internal abstract void Execute(IThreadPoolWorkItem work);

    /// <summary>Called when an actor that the dispatcher was given has stopped.</summary>
    internal virtual void Detach() { }

    /// <summary>Called when the system has terminated.</summary>
    internal virtual void Shutdown() { }

    private sealed class ActionItem(Action run) : IThreadPoolWorkItem
    {
        public void Execute() => run();
    }
}
