namespace Akka.Dispatch;

/// <summary>A mailbox with a limit.</summary>
public interface IBoundedMessageQueueSemantics : ISemantics
{
    /// <summary>How long a sender may be held up when the mailbox is full.</summary>
    TimeSpan PushTimeOut { get; }
}
