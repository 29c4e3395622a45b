using System.Globalization;
using System.Text.Json;

namespace RiskEngine.Simulator.Rules;

/// <summary>The JSON object of a request. Key order, white space and unknown keys are free.</summary>
internal sealed class Payload
{
    private readonly JsonElement _fields;

    private Payload(JsonElement fields) => _fields = fields;

    /// <summary>Reads standard padded Base64 of a JSON object; null when it is anything else.</summary>
    public static Payload? Read(string base64)
    {
        try
        {
            var fields = JsonSerializer.Deserialize<JsonElement>(Convert.FromBase64String(base64));
            return fields.ValueKind == JsonValueKind.Object ? new Payload(fields) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The field as it stands; null when it is absent or JSON null.</summary>
    public JsonElement? Field(string name) =>
        _fields.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    /// <summary>A string field; null when it is absent or not a string.</summary>
    public string? Text(string name) =>
        Field(name) is { ValueKind: JsonValueKind.String } field ? field.GetString() : null;

    /// <summary>A field that may be written as a number or as a string, as it is written; null when it is neither.</summary>
    public string? NumberOrText(string name) =>
        Field(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : Text(name);

    /// <summary>A decimal string above zero; null when it is anything else.</summary>
    public decimal? PositiveDecimal(string name) =>
        decimal.TryParse(Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value > 0
            ? value
            : null;
}
