namespace Akka.Dispatch;

/// <summary>A kind of mailbox, named in the configuration: makes the queue of each actor that has it.</summary>
public abstract class MailboxType(Settings settings, Config config)
{
    /// <summary>The mailbox's own settings.</summary>
    protected readonly Config Config = config;

    /// <summary>The system's settings.</summary>
    protected readonly Settings Settings = settings;

    internal virtual IMessageQueue CreateQueue(ActorSystemImpl system) => new UnboundedQueue();
}

/// <summary>First in, first out, without a limit: the default.</summary>
public sealed class UnboundedMailbox(Settings settings, Config config) : MailboxType(settings, config);

/// <summary>Like <see cref="UnboundedMailbox"/>, for actors with a stash.</summary>
public sealed class UnboundedDequeBasedMailbox(Settings settings, Config config) : MailboxType(settings, config);

/// <summary>First in, first out, with a limit (<c>mailbox-capacity</c>): a message over it becomes a dead letter.</summary>
public sealed class BoundedMailbox(Settings settings, Config config) : MailboxType(settings, config)
{
    internal override IMessageQueue CreateQueue(ActorSystemImpl system) => BoundedQueue.Of(Config, system);
}

/// <summary>Like <see cref="BoundedMailbox"/>, for actors with a stash.</summary>
public class BoundedDequeBasedMailbox(Settings settings, Config config) : MailboxType(settings, config)
{
    internal override IMessageQueue CreateQueue(ActorSystemImpl system) => BoundedQueue.Of(Config, system);
}

/// <summary>Gives the message with the lowest number first, and equals in the order of arrival.</summary>
public abstract class UnboundedStablePriorityMailbox(Settings settings, Config config) : MailboxType(settings, config)
{
    /// <summary>The number of a message; the lowest goes first.</summary>
    protected abstract int PriorityGenerator(object message);

    internal override IMessageQueue CreateQueue(ActorSystemImpl system) => new PriorityMessageQueue(PriorityGenerator);
}
