using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>Finds the kind of mailbox that an actor is configured with.</summary>
internal sealed class Mailboxes(Settings settings)
{
    private readonly ConcurrentDictionary<string, MailboxType> _types = new();

    public MailboxType Default { get; } = new UnboundedMailbox(settings, Config.Empty);

    /// <exception cref="ConfigurationException">Nothing is configured there, or its type is unknown.</exception>
    public MailboxType For(Props props) =>
        props.Mailbox.Length > 0
            ? _types.GetOrAdd(props.Mailbox, Configure)
            : _types.GetOrAdd(props.Dispatcher, ConfiguredWithDispatcher);

    private MailboxType ConfiguredWithDispatcher(string dispatcher) =>
        settings.Config.GetConfig(dispatcher) is { } config && config.GetString("mailbox-type") is { Length: > 0 } type
            ? Create(type, config)
            : Default;

    private MailboxType Configure(string id)
    {
        if (id == "akka.actor.default-mailbox")
            return Default;
        var config =
            settings.Config.GetConfig(id) ?? throw new ConfigurationException($"Mailbox Type [{id}] not configured");
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
        return (MailboxType)Activator.CreateInstance(type, settings, config)!;
    }
}
