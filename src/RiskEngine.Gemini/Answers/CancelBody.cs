using System.Text.Json.Serialization;

namespace RiskEngine.Gemini;

/// <summary>The answer to a session-wide or account-wide cancel, in Gemini's spelling. <c>ok</c> alone proves nothing.</summary>
internal sealed record CancelBody
{
    [JsonPropertyName("result")]
    public string? Result { get; set; }

    [JsonPropertyName("error"), JsonConverter(typeof(ErrorMarkJson))]
    public string? Error { get; set; }

    [JsonPropertyName("details")]
    public CancelDetails? Details { get; set; }

    /// <summary>What the exchange names. Nothing in its schema is required: an array that is absent or null says nothing.</summary>
    internal sealed record CancelDetails
    {
        [JsonPropertyName("cancelledOrders")]
        public OrderId[]? CancelledOrders { get; set; }

        [JsonPropertyName("cancelRejects")]
        public OrderId[]? CancelRejects { get; set; }
    }
}
