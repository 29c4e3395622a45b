using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskEngine;

/// <summary>A message that is passed on: who passes it, what it is called, and it.</summary>
internal sealed class PeerMessageConverter : JsonConverter<PeerMessage.ForSession>
{
    public override PeerMessage.ForSession Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        var name = json.GetProperty("name").GetString()!;
        if (WireFormat.Protocol.TypeOf(name) is not { } type || !type.IsAssignableTo(typeof(ISessionMessage)))
            throw new JsonException("No message for a session.");
        return new PeerMessage.ForSession(
            new NodeName(json.GetProperty("from").GetString()!),
            (ISessionMessage)json.GetProperty("message").Deserialize(options.GetTypeInfo(type))!
        );
    }

    public override void Write(Utf8JsonWriter writer, PeerMessage.ForSession value, JsonSerializerOptions options)
    {
        var message = value.Message;
        writer.WriteStartObject();
        writer.WriteString("from", value.From.Value);
        writer.WriteString("name", WireFormat.Protocol.NameOf(message));
        writer.WritePropertyName("message");
        JsonSerializer.Serialize(writer, message, options.GetTypeInfo(message.GetType()));
        writer.WriteEndObject();
    }
}
