namespace RiskEngine.Core;

/// <summary>The step of an increasing nonce, in nanoseconds.</summary>
public enum NonceUnit : long
{
    /// <summary>Thousandths of a second: 13 digits. The default, which Gemini recommends.</summary>
    Milliseconds = 1_000_000,

    /// <summary>Millionths of a second: 16 digits. A key that has seen these refuses milliseconds for ever.</summary>
    Microseconds = 1_000,
}
