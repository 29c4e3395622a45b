namespace Akka.Dispatch.MessageQueues;

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
}
