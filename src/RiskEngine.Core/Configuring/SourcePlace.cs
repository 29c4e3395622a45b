namespace RiskEngine.Core;

/// <summary>A place in a file of settings; written <c>file:line:column</c>, as editors read it.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">1 is the first.</param>
/// <param name="Column">1 is the first.</param>
public readonly record struct SourcePlace(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
