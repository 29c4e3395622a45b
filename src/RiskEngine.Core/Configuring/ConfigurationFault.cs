namespace RiskEngine.Core;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Key">The key in full, or the environment variable's name.</param>
/// <param name="Text">What is wrong with it and what is allowed; never a secret's value.</param>
public sealed record ConfigurationFault(string Key, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Key}: {Text}";
}
