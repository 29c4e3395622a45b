namespace RiskEngine.Protocol;

/// <summary>Names one running copy of the engine, unique among those that share a kill switch.</summary>
public sealed record NodeName
{
    /// <summary>Takes the node's name from the configuration.</summary>
    /// <param name="value">1 to 64 letters, digits, dots, hyphens or underscores, such as <c>desk-1</c>.</param>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public NodeName(string value) => Value = Words.Name(value);

    /// <summary>The name as text.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
