namespace Akka.Dispatch;

/// <summary>A property that an actor may require of its mailbox.</summary>
public interface ISemantics;

/// <summary>Says on an actor's class what it requires of its mailbox.</summary>
public interface IRequiresMessageQueue<T>
    where T : ISemantics;

/// <summary>A mailbox without a limit.</summary>
public interface IUnboundedMessageQueueSemantics : ISemantics;

/// <summary>A mailbox that takes messages at its front as well, which a stash needs.</summary>
public interface IDequeBasedMessageQueueSemantics : ISemantics
{
    /// <summary>Puts a message before all others; called by the owner only.</summary>
    void EnqueueFirst(Envelope envelope);
}

/// <summary>A mailbox with a front and without a limit.</summary>
public interface IUnboundedDequeBasedMessageQueueSemantics
    : IDequeBasedMessageQueueSemantics,
        IUnboundedMessageQueueSemantics;
