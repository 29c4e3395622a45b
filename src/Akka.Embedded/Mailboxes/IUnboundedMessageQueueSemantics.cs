namespace Akka.Dispatch;

/// <summary>A mailbox without a limit.</summary>
public interface IUnboundedMessageQueueSemantics : ISemantics;
