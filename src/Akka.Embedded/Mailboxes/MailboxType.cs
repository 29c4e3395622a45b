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
