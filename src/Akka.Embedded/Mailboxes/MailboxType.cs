using Akka.Configuration;
using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>A kind of mailbox: makes the queue of each actor that is configured with it.</summary>
public abstract class MailboxType
{
    /// <summary>The mailbox's own settings.</summary>
    protected readonly Config Config;

    /// <summary>The system's settings.</summary>
    protected readonly Settings Settings;

    /// <summary>Every kind has a public constructor with these two.</summary>
    protected MailboxType(Settings settings, Config config)
    {
        Settings = settings;
        Config = config;
    }

    /// <summary>Makes the queue of an actor.</summary>
    public abstract IMessageQueue Create(IActorRef owner, ActorSystem system);
}

/// <summary>First in, first out, without a limit: the default.</summary>
public sealed class UnboundedMailbox : MailboxType
{
    /// <summary>Created by the runtime from the configuration.</summary>
    public UnboundedMailbox(Settings settings, Config config)
        : base(settings, config) { }

    /// <inheritdoc />
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedQueue();
}

/// <summary>Like <see cref="UnboundedMailbox"/>, for actors with a stash.</summary>
public sealed class UnboundedDequeBasedMailbox : MailboxType
{
    /// <summary>Created by the runtime from the configuration.</summary>
    public UnboundedDequeBasedMailbox(Settings settings, Config config)
        : base(settings, config) { }

    /// <inheritdoc />
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new UnboundedQueue();
}

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

/// <summary>Gives the message with the lowest number first.</summary>
public abstract class UnboundedPriorityMailbox : MailboxType
{
    /// <summary>Created by the runtime from the configuration.</summary>
    protected UnboundedPriorityMailbox(Settings settings, Config config)
        : base(settings, config) { }

    /// <summary>The number of a message; the lowest goes first.</summary>
    protected abstract int PriorityGenerator(object message);

    /// <inheritdoc />
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new PriorityMessageQueue(PriorityGenerator);
}

/// <summary>Gives the message with the lowest number first, and equals in the order of arrival.</summary>
public abstract class UnboundedStablePriorityMailbox : MailboxType
{
    /// <summary>Created by the runtime from the configuration.</summary>
    protected UnboundedStablePriorityMailbox(Settings settings, Config config)
        : base(settings, config) { }

    /// <summary>The number of a message; the lowest goes first.</summary>
    protected abstract int PriorityGenerator(object message);

    /// <inheritdoc />
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
        new PriorityMessageQueue(PriorityGenerator);
}
