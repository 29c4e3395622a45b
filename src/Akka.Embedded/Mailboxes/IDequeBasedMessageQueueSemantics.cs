namespace Akka.Dispatch;

/// <summary>A mailbox that takes messages at its front as well, which a stash needs.</summary>
public interface IDequeBasedMessageQueueSemantics : ISemantics
{
    /// <summary>Puts a message before all others; called by the owner only.</summary>
    void EnqueueFirst(Envelope envelope);
}
