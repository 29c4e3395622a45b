using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>First in, first out, without a limit: the default.</summary>
public sealed class UnboundedMailbox : MailboxType
{
    /// <summary>Created by the runtime from the configuration.</summary>
    public UnboundedMailbox(Settings settings, Config config)
        : base(settings, config) { }

    /// <inheritdoc />
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedQueue();
}
