using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>Like <see cref="BoundedMailbox"/>, for actors with a stash.</summary>
public class BoundedDequeBasedMailbox : MailboxType
{
    private readonly BoundedMailbox _bounded;

    /// <summary>Created by the runtime from the configuration.</summary>
    public BoundedDequeBasedMailbox(Settings settings, Config config)
        : base(settings, config) => _bounded = new BoundedMailbox(settings, config);

    /// <summary>How many messages may wait.</summary>
    public int Capacity => _bounded.Capacity;

    /// <summary>How long a sender may be held up; this runtime never holds up a sender.</summary>
    public TimeSpan PushTimeout => _bounded.PushTimeout;

    /// <inheritdoc />
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => _bounded.Create(owner, system);
}
