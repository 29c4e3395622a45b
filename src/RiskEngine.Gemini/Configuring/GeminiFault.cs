namespace RiskEngine.Gemini;

/// <summary>One thing that is wrong with a session's settings. It never contains a credential.</summary>
/// <param name="Key">The last part of the setting's name: of the HOCON path, or of the environment variable.</param>
/// <param name="Text">What is wrong, and what would be right.</param>
public sealed record GeminiFault(string Key, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Key}: {Text}";
}
