using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>Finds the kind of mailbox that an actor is configured with.</summary>
internal sealed class Mailboxes(Settings settings)
{
    private readonly ConcurrentDictionary<string, MailboxType> _types = new();
    private readonly MailboxType _default = new UnboundedMailbox(settings, Config.Empty);

    /// <exception cref="ConfigurationException">Nothing is configured there, or its type is unknown.</exception>
    public MailboxType For(Props props) =>
        props.Mailbox.Length > 0
            ? _types.GetOrAdd(props.Mailbox, Configure)
            : _types.GetOrAdd(props.Dispatcher, ConfiguredWithDispatcher);

    private MailboxType ConfiguredWithDispatcher(string dispatcher) =>
        settings.Config.GetString($"{dispatcher}.mailbox-type") is { Length: > 0 } ? Configure(dispatcher) : _default;

    private MailboxType Configure(string id)
    {
        if (id == "akka.actor.default-mailbox")
            return _default;
        var config =
            settings.Config.GetConfig(id) ?? throw new ConfigurationException($"Mailbox Type [{id}] not configured");
        return TypeNames.Create<MailboxType>($"{id}.mailbox-type", config.GetString("mailbox-type"), settings, config);
    }
}
