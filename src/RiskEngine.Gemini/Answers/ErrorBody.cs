using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskEngine.Gemini;

/// <summary>An error as Gemini writes it: <c>{"result":"error","reason":"Code","message":"English"}</c>, or <c>{"error":"Code",…}</c>.</summary>
internal sealed record ErrorBody
{
    [JsonPropertyName("result"), JsonConverter(typeof(TextOrNothingJson))]
    public string? Result { get; set; }

    [JsonPropertyName("reason"), JsonConverter(typeof(TextOrNothingJson))]
    public string? Reason { get; set; }

    [JsonPropertyName("error"), JsonConverter(typeof(ErrorMarkJson))]
    public string? Error { get; set; }

    [JsonPropertyName("message"), JsonConverter(typeof(TextOrNothingJson))]
    public string? Message { get; set; }

    /// <summary>Whether the body itself says that it is an error. A reason alone does not: canceled orders have one too.</summary>
    [JsonIgnore]
    public bool IsError => HasExchangesShape || Error is not null;

    /// <summary>Whether it is written as Gemini writes errors. Any front may say <c>error</c> or <c>message</c>.</summary>
    [JsonIgnore]
    public bool HasExchangesShape =>
        string.Equals(Result, "error", StringComparison.OrdinalIgnoreCase) && Code.Length > 0;

    /// <summary>The code that the error table knows, or the empty text.</summary>
    [JsonIgnore]
    public string Code => Reason ?? Error ?? "";

    /// <summary>Null when the body is no JSON object.</summary>
    internal static ErrorBody? Read(ReadOnlySpan<byte> json)
    {
        if (!json.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
            return null;
        try
        {
            return JsonSerializer.Deserialize(json, GeminiJson.Default.ErrorBody);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
