using System.Text.Json.Serialization;

namespace RiskEngine.Gemini;

/// <summary>The answer to a session-wide or account-wide cancel, in Gemini's spelling. <c>ok</c> alone proves nothing.</summary>
internal sealed record CancelBody
{
    [JsonPropertyName("result")]
    public string? Result { get; init; }

    [JsonPropertyName("error"), JsonConverter(typeof(ErrorMarkJson))]
    public string? Error { get; init; }

    [JsonPropertyName("details")]
    public CancelDetails? Details { get; init; }

    /// <summary>What the exchange names. Nothing in its schema is required: an array that is absent or null says nothing.</summary>
    internal sealed record CancelDetails
    {
        [JsonPropertyName("cancelledOrders")]
        public OrderId[]? CancelledOrders { get; init; }

        [JsonPropertyName("cancelRejects")]
        public OrderId[]? CancelRejects { get; init; }
    }
}
