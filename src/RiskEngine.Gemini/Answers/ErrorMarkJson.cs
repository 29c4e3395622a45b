using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskEngine.Gemini;

/// <summary>
/// Reads whether an answer names an error: a text, or the empty text for any other kind of value but null and false, which
/// are none. An error that is an object is one too.
/// </summary>
internal sealed class ErrorMarkJson : JsonConverter<string?>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        var isNone = reader.TokenType is JsonTokenType.Null or JsonTokenType.False;
        reader.Skip();
        return isNone ? null : "";
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are only read.");
}
