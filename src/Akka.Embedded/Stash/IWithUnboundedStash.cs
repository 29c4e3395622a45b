namespace Akka.Actor;

/// <summary>Gives an actor a stash without a limit.</summary>
public interface IWithUnboundedStash
    : IWithUnrestrictedStash,
        IRequiresMessageQueue<IUnboundedDequeBasedMessageQueueSemantics>;
