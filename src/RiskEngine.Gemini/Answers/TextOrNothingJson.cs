using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskEngine.Gemini;

/// <summary>Reads a text, and any other kind of value as none: an error with an odd message is still that error.</summary>
internal sealed class TextOrNothingJson : JsonConverter<string?>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are only read.");
}
