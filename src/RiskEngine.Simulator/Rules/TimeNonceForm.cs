namespace RiskEngine.Simulator.Rules;

/// <summary>What the nonce of a time-based key counts.</summary>
public enum TimeNonceForm
{
    /// <summary>Whole seconds since 1970.</summary>
    Seconds,

    /// <summary>Seconds since 1970, with a fraction or without.</summary>
    Fractional,

    /// <summary>Whole milliseconds since 1970.</summary>
    Milliseconds,
}

/// <summary>How a nonce is written in JSON.</summary>
public enum NonceJson
{
    /// <summary>As a number or as a string.</summary>
    Either,

    /// <summary>As a number only.</summary>
    AsNumber,

    /// <summary>As a string only.</summary>
    AsString,
}
