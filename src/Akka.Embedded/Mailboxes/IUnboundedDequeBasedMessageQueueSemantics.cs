namespace Akka.Dispatch;

/// <summary>A mailbox with a front and without a limit.</summary>
public interface IUnboundedDequeBasedMessageQueueSemantics
    : IDequeBasedMessageQueueSemantics,
        IUnboundedMessageQueueSemantics;
