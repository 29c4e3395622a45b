using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>Gives the message with the lowest number first, and equals in the order of arrival.</summary>
public abstract class UnboundedStablePriorityMailbox : MailboxType
{
    /// <summary>Created by the runtime from the configuration.</summary>
    protected UnboundedStablePriorityMailbox(Settings settings, Config config)
        : base(settings, config) { }

    /// <summary>The number of a message; the lowest goes first.</summary>
    protected abstract int PriorityGenerator(object message);

    /// <inheritdoc />
    public sealed override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new PriorityMessageQueue(PriorityGenerator);
}
