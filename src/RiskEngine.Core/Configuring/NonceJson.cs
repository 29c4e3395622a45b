namespace RiskEngine.Core;

/// <summary>How a nonce is written in a payload. An exchange may take both; a key's owner knows which.</summary>
public enum NonceJson
{
    /// <summary>As a JSON number.</summary>
    Number,

    /// <summary>As a JSON string of digits.</summary>
    Text,
}
