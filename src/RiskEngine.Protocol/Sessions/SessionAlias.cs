namespace RiskEngine.Protocol;

/// <summary>The name that stands for an API key wherever people and logs meet it; the key itself appears nowhere.</summary>
public sealed record SessionAlias
{
    /// <summary>Takes the alias from the configuration.</summary>
    /// <param name="value">1 to 64 letters, digits, dots, hyphens or underscores, such as <c>maker-1</c>.</param>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public SessionAlias(string value) => Value = Words.Name(value);

    /// <summary>The alias as text.</summary>
    public string Value { get; }

    /// <summary>Whether a text may be an alias.</summary>
    public static bool IsValid(string value) => Words.IsName(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
