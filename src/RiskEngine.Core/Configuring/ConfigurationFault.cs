namespace RiskEngine.Core;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Key">The key in full, the environment variable's name, or the file's where it concerns no key.</param>
/// <param name="Text">What is wrong with it and what is allowed; never a secret's value.</param>
public sealed record ConfigurationFault(string Key, string Text)
{
    /// <summary>Where the key stands; null: in no file, or in none whose text was seen.</summary>
    public SourcePlace? Place { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        Place is not { } place ? $"{Key}: {Text}"
        : place.File == Key ? $"{place}: {Text}"
        : $"{place}: {Key}: {Text}";
}
