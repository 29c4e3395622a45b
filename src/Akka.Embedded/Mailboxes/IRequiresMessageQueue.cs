namespace Akka.Dispatch;

/// <summary>Says on an actor's class what it requires of its mailbox.</summary>
public interface IRequiresMessageQueue<T>
    where T : ISemantics;
