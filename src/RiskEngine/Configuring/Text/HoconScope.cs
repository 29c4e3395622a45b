using static RiskEngine.ConfigurationNode;

namespace RiskEngine;

/// <summary>What is being read.</summary>
/// <param name="Section">Where keys go.</param>
/// <param name="Path">The key in full of that section, or of the entry that is read.</param>
/// <param name="Opener">The brace or bracket that opened it.</param>
/// <param name="Depth">How many are open; 0 is the file itself.</param>
internal readonly record struct HoconScope(Section Section, string Path, HoconToken Opener, int Depth)
{
    internal bool IsRoot => Depth == 0;

    /// <summary>Whether our section stands beside what is read here.</summary>
    internal bool IsTop { get; init; }

    /// <summary>Whether the next token by its indentation stands outside.</summary>
    internal bool EndsBefore(HoconTokens tokens) =>
        !IsRoot
        && BeginsLine(tokens.Next)
        && (
            tokens.Next.Kind is HoconTokenKind.CloseSection
                ? tokens.Next.Column < tokens.IndentOf(Opener)
                : tokens.Next.Column <= tokens.IndentOf(Opener)
        );

    /// <summary>Whether the next token, a closing brace, by its indentation closes something inside.</summary>
    internal bool HasStray(HoconTokens tokens) =>
        BeginsLine(tokens.Next) && tokens.Next.Column > tokens.IndentOf(Opener);

    private bool BeginsLine(HoconToken token) => token.IsFirst && token.Line > Opener.Line;
}
