using System.Text.Json.Serialization;

namespace RiskEngine.Gemini;

/// <summary>The answer to a heartbeat.</summary>
internal sealed record HeartbeatBody
{
    [JsonPropertyName("result")]
    public string? Result { get; set; }
}
