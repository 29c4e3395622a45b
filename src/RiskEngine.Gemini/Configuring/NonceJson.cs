namespace RiskEngine.Gemini;

/// <summary>How a nonce is written into the payload; Gemini documents both for seconds and for milliseconds.</summary>
public enum NonceJson
{
    /// <summary>A JSON number: <c>"nonce":1700000000001</c>.</summary>
    Number,

    /// <summary>A JSON string: <c>"nonce":"1700000000001"</c>.</summary>
#pragma warning disable CA1720 // JSON's own word, and the configuration's.
    String,
#pragma warning restore CA1720
}
