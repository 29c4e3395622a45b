using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskEngine.AkkaCluster;

/// <summary>Values that only rise: an object with a member a session.</summary>
internal sealed class RisingConverter<T> : JsonConverter<Rising<T>>
    where T : class, IComparable<T>
{
    public override Rising<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // What is no object would read as empty: as if no nonce had ever been used.
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An object was to come.");
        var values = Rising<T>.Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            values = values.Raise(
                key,
                (T?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(T)))
                    ?? throw new JsonException("A value is missing.")
            );
        }

        return values;
    }

    public override void Write(Utf8JsonWriter writer, Rising<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, item) in value.Values)
        {
            writer.WritePropertyName(key);
            JsonSerializer.Serialize(writer, item, options.GetTypeInfo(typeof(T)));
        }

        writer.WriteEndObject();
    }
}
