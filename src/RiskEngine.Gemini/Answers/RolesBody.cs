using System.Text.Json.Serialization;

namespace RiskEngine.Gemini;

/// <summary>The roles of a key. Only the one that decides whether the key can cancel must be there.</summary>
internal sealed record RolesBody
{
    [JsonPropertyName("isTrader")]
    public required bool IsTrader { get; set; }

    [JsonPropertyName("isFundManager")]
    public bool IsFundManager { get; set; }

    [JsonPropertyName("isAuditor")]
    public bool IsAuditor { get; set; }
}
