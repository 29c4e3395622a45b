namespace RiskEngine.Core;

/// <summary>In what a time-based key counts. Gemini documents seconds; users have seen keys that take the others.</summary>
public enum TimeNonceUnit
{
    /// <summary>Whole seconds: 10 digits, one nonce a second.</summary>
    Seconds,

    /// <summary>Seconds with three decimals, such as <c>1764490530.123</c>: a thousand nonces a second.</summary>
    Fractional,

    /// <summary>Milliseconds: 13 digits.</summary>
    Milliseconds,
}
