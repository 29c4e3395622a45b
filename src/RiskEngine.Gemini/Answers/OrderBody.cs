using System.Text.Json.Serialization;

namespace RiskEngine.Gemini;

/// <summary>What the engine reads of an order object.</summary>
internal sealed record OrderBody
{
    [JsonPropertyName("order_id")]
    public required OrderId OrderId { get; init; }

    [JsonPropertyName("client_order_id")]
    public string? ClientOrderId { get; init; }

    [JsonPropertyName("is_live")]
    public bool? IsLive { get; init; }
}
