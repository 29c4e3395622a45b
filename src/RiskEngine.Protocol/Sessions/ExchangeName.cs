namespace RiskEngine.Protocol;

/// <summary>Names an exchange, in lower case.</summary>
public sealed record ExchangeName
{
    /// <summary>Gemini.</summary>
    public static readonly ExchangeName Gemini = new("gemini");

    /// <summary>Takes the exchange's name; it is kept in lower case.</summary>
    /// <param name="value">1 to 64 letters, digits, dots, hyphens or underscores.</param>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public ExchangeName(string value) => Value = Words.Name(value).ToLowerInvariant();

    /// <summary>The name as text.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
