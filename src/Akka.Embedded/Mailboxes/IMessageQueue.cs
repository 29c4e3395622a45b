namespace Akka.Dispatch;

/// <summary>What a mailbox keeps its messages in: many put, one takes.</summary>
internal interface IMessageQueue
{
    bool HasMessages { get; }

    void Enqueue(IActorRef receiver, Envelope envelope);

    /// <summary>Puts a message before all others; called by the owner only, for its stash.</summary>
    void EnqueueFirst(Envelope envelope);

    bool TryDequeue(out Envelope envelope);
}
