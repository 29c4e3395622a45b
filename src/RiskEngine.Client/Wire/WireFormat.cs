using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RiskEngine.Client;

/// <summary>Writes messages for other nodes in JSON, each under a name that stays for ever, and reads what they wrote.</summary>
/// <remarks>What carries the two, HTTP or Akka.Remote, is none of its business: the bytes are the same.</remarks>
public sealed class WireFormat
{
    private readonly IReadOnlyDictionary<string, Type> _byName;
    private readonly Dictionary<Type, string> _byType;
    private readonly JsonSerializerOptions _options;

    private WireFormat(IReadOnlyDictionary<string, Type> byName, JsonSerializerOptions options)
    {
        (_byName, _options) = (byName, options);
        _byType = byName.ToDictionary(x => x.Value, x => x.Key);
    }

    /// <summary>The messages that strategies and engines say to each other.</summary>
    public static WireFormat Protocol { get; } = new(Manifests.Protocol, WireJson.Options);

    /// <summary>The names of all messages.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>The types of all messages.</summary>
    public IEnumerable<Type> Types => _byName.Values;

    /// <summary>The format with more messages in it.</summary>
    /// <param name="names">What each is called.</param>
    /// <param name="types">Their generated readers and writers.</param>
    /// <param name="converters">How they are written where that is not as generated.</param>
    public WireFormat With(
        IEnumerable<KeyValuePair<string, Type>> names,
        IJsonTypeInfoResolver types,
        params IEnumerable<JsonConverter> converters
    )
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(converters);
        var options = new JsonSerializerOptions(_options)
        {
            TypeInfoResolver = WireJson.Resolver(JsonTypeInfoResolver.Combine(_options.TypeInfoResolver, types)),
        };
        // The first that can is the one that does.
        foreach (var converter in converters)
            options.Converters.Insert(0, converter);
        return new WireFormat(_byName.Concat(names).ToDictionary(x => x.Key, x => x.Value), options);
    }

    /// <summary>Whether there is a message of that name; one that is not known is a newer node's.</summary>
    public bool Knows(string name) => _byName.ContainsKey(name);

    /// <summary>What a message is called; null: it is none of these.</summary>
    public string? NameOf(object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return TypeOf(message) is { } type ? _byType[type] : null;
    }

    /// <summary>The message in UTF-8; of one that is too long the lists are cut, as <see cref="MessageSize.Fit"/> says.</summary>
    /// <param name="message">The message.</param>
    /// <param name="limit">
    /// The most bytes. Kill-switch records and replicated data are never cut, since what is missing there is a missed engagement
    /// or a nonce used twice: whoever sends them sends few at a time.
    /// </param>
    /// <exception cref="NotSupportedException">It is none of these.</exception>
    public byte[] Write(object message, int limit = MessageSize.Limit)
    {
        ArgumentNullException.ThrowIfNull(message);
        var type = _options.GetTypeInfo(TypeOf(message) ?? message.GetType());
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, type);
        for (var lists = limit / 4 * 3; bytes.Length > limit && lists > 0; lists /= 2)
            bytes = JsonSerializer.SerializeToUtf8Bytes(MessageSize.Fit(message, lists), type);
        return bytes;
    }

    /// <summary>The message that these bytes are; null when they are not, or the name is not known.</summary>
    public object? Read(string name, ReadOnlyMemory<byte> utf8)
    {
        if (!_byName.TryGetValue(name, out var type))
            return null;
        try
        {
            return JsonSerializer.Deserialize(utf8.Span, _options.GetTypeInfo(type));
        }
        catch (Exception unreadable)
            when (unreadable
                    is JsonException
                        or ArgumentException
                        or FormatException
                        or InvalidCastException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or NotSupportedException
            )
        {
            return null;
        }
    }

    /// <summary>The type of that name; null: none is.</summary>
    internal Type? TypeOf(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The type that has the name, the message's own or one that it derives from.</summary>
    private Type? TypeOf(object message)
    {
        for (var type = message.GetType(); type is not null; type = type.BaseType)
            if (_byType.ContainsKey(type))
                return type;
        return null;
    }
}
