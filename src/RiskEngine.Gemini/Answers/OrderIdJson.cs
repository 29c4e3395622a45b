using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskEngine.Gemini;

/// <summary>Reads an order id without loss: a whole number of up to 64 bits, as a JSON number or a JSON string of digits.</summary>
internal sealed class OrderIdJson : JsonConverter<OrderId>
{
    /// <summary>Nothing is no order: <c>null</c> is refused as well.</summary>
    public override bool HandleNull => true;

    public override OrderId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetUInt64(out var id) => new OrderId(id),
            JsonTokenType.String
                when ulong.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) =>
                new OrderId(id),
            _ => throw new JsonException("Not an order id."),
        };

    public override void Write(Utf8JsonWriter writer, OrderId value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are only read.");
}
