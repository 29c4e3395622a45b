using System.Collections.Concurrent;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Finds the kind of mailbox that an actor is configured with.</summary>
public class Mailboxes
{
    /// <summary>Where the default mailbox is configured.</summary>
    public static readonly string DefaultMailboxId = "akka.actor.default-mailbox";

    private readonly ActorSystem _system;
    private readonly ConcurrentDictionary<string, MailboxType> _types = new();

    internal Mailboxes(ActorSystem system)
    {
        _system = system;
        Default = new UnboundedMailbox(system.Settings, Config.Empty);
    }

    internal MailboxType Default { get; }

    /// <summary>The kind of mailbox configured at a path.</summary>
    /// <exception cref="ConfigurationException">Nothing is configured there, or its type is unknown.</exception>
    public MailboxType Lookup(string id) => id == DefaultMailboxId ? Default : _types.GetOrAdd(id, Configure);

    internal MailboxType For(Props props) =>
        props.Mailbox.Length > 0 ? Lookup(props.Mailbox) : _types.GetOrAdd(props.Dispatcher, ConfiguredWithDispatcher);

    private MailboxType ConfiguredWithDispatcher(string dispatcher) =>
        _system.Settings.Config.GetConfig(dispatcher) is { } config
        && config.GetString("mailbox-type") is { Length: > 0 } type
            ? Create(type, config)
            : Default;

    private MailboxType Configure(string id)
    {
        var config =
            _system.Settings.Config.GetConfig(id)
            ?? throw new ConfigurationException($"Mailbox Type [{id}] not configured");
        var type =
            config.GetString("mailbox-type")
            ?? throw new ConfigurationException($"The setting mailbox-type defined in [{id}] is empty");
        return Create(type, config);
    }

    private MailboxType Create(string typeName, Config config)
    {
        var type =
            TypeNames.Find(typeName)
            ?? throw new ConfigurationException($"Found mailbox-type [{typeName}] but could not find its type");
        return (MailboxType)Activator.CreateInstance(type, _system.Settings, config)!;
    }
}
