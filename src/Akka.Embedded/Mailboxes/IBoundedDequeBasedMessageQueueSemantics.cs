namespace Akka.Dispatch;

/// <summary>A mailbox with a front and a limit.</summary>
public interface IBoundedDequeBasedMessageQueueSemantics
    : IDequeBasedMessageQueueSemantics,
        IBoundedMessageQueueSemantics;
