using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>Like <see cref="UnboundedMailbox"/>, for actors with a stash.</summary>
public sealed class UnboundedDequeBasedMailbox : MailboxType
{
    /// <summary>Created by the runtime from the configuration.</summary>
    public UnboundedDequeBasedMailbox(Settings settings, Config config)
        : base(settings, config) { }

    /// <inheritdoc />
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedQueue();
}
