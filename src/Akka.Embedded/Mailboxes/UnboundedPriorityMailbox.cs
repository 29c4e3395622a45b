using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>Gives the message with the lowest number first.</summary>
public abstract class UnboundedPriorityMailbox : MailboxType
{
    /// <summary>Created by the runtime from the configuration.</summary>
    protected UnboundedPriorityMailbox(Settings settings, Config config)
        : base(settings, config) { }

    /// <summary>The number of a message; the lowest goes first.</summary>
    protected abstract int PriorityGenerator(object message);

    /// <inheritdoc />
    public sealed override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new PriorityMessageQueue(PriorityGenerator);
}
