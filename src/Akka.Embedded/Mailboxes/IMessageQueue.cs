namespace Akka.Dispatch.MessageQueues
{
    /// <summary>What a mailbox keeps its messages in: many put, one takes.</summary>
    public interface IMessageQueue
    {
        /// <summary>True when a message waits.</summary>
        bool HasMessages { get; }

        /// <summary>How many messages wait; a guess while others put.</summary>
        int Count { get; }

        /// <summary>Puts a message.</summary>
        void Enqueue(IActorRef receiver, Envelope envelope);

        /// <summary>Takes the next message.</summary>
        bool TryDequeue(out Envelope envelope);

        /// <summary>Moves what is left to dead letters when the owner has died.</summary>
        void CleanUp(IActorRef owner, IMessageQueue deadletters);
    }
}

namespace Akka.Dispatch
{
    /// <summary>A property that an actor may require of its mailbox.</summary>
    public interface ISemantics;

    /// <summary>A mailbox without a limit.</summary>
    public interface IUnboundedMessageQueueSemantics : ISemantics;

    /// <summary>A mailbox with a limit.</summary>
    public interface IBoundedMessageQueueSemantics : ISemantics
    {
        /// <summary>How long a sender may be held up when the mailbox is full.</summary>
        TimeSpan PushTimeOut { get; }
    }

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

    /// <summary>A mailbox with a front and a limit.</summary>
    public interface IBoundedDequeBasedMessageQueueSemantics
        : IDequeBasedMessageQueueSemantics,
            IBoundedMessageQueueSemantics;

    /// <summary>Says on an actor's class what it requires of its mailbox.</summary>
    public interface IRequiresMessageQueue<T>
        where T : ISemantics;
}
