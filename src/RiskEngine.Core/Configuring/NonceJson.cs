namespace RiskEngine.Core;

/// <summary>How a nonce is written in a payload. An exchange may take both; a key's owner knows which.</summary>
public enum NonceJson
{
    /// <summary>A JSON number: <c>"nonce":1700000000001</c>.</summary>
    Number,

    /// <summary>A JSON string: <c>"nonce":"1700000000001"</c>.</summary>
#pragma warning disable CA1720 // JSON's own word, and the configuration's.
    String,
#pragma warning restore CA1720
}
