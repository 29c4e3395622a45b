using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>First in, first out, with a limit (<c>mailbox-capacity</c>): a message over it becomes a dead letter.</summary>
public sealed class BoundedMailbox : MailboxType
{
    /// <summary>Created by the runtime from the configuration.</summary>
    public BoundedMailbox(Settings settings, Config config)
        : base(settings, config)
    {
        Capacity = config.GetInt("mailbox-capacity");
        PushTimeout = config.GetTimeSpan("mailbox-push-timeout-time", TimeSpan.Zero);
        if (Capacity < 0)
            throw new ArgumentException("The capacity for BoundedMailbox cannot be negative", nameof(config));
    }

    /// <summary>How many messages may wait.</summary>
    public int Capacity { get; }

    /// <summary>How long a sender may be held up; this runtime never holds up a sender.</summary>
    public TimeSpan PushTimeout { get; }

    /// <inheritdoc />
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new BoundedQueue(Capacity, PushTimeout, ((ActorSystemImpl)system).DeadLetterQueue);
}
