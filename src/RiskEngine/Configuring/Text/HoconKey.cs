namespace RiskEngine;

/// <summary>A key as it is written.</summary>
/// <param name="First">Its first token.</param>
/// <param name="Parts">Its parts: words are cut at their dots, quoted text is not.</param>
internal sealed record HoconKey(HoconToken First, IReadOnlyList<string> Parts)
{
    internal string Last => Parts[^1];

    /// <summary>Takes a key. White space ends it.</summary>
    internal static HoconKey Take(HoconTokens tokens)
    {
        var first = tokens.Next;
        var parts = new List<string> { "" };
        int end;
        do
        {
            var token = tokens.Take();
            end = token.To;
            var more = token.Kind is HoconTokenKind.Word ? token.Text.Split('.') : [token.Text];
            parts[^1] += more[0];
            parts.AddRange(more.Skip(1));
        } while (tokens.Next.IsText && tokens.Next.From == end);
        return new HoconKey(first, parts);
    }

    /// <summary>Its path in full, of a key in the section of that path.</summary>
    internal string PathIn(string section) => string.Join('.', Parts.Prepend(section).Where(part => part.Length > 0));

    /// <summary>Whether it is none, but asks for another file.</summary>
    internal bool IsInclude(HoconToken next) =>
        First is { Kind: HoconTokenKind.Word, Text: "include" }
        && (
            next.Kind is HoconTokenKind.Quoted
            || (next.Kind is HoconTokenKind.Word && next.Text.Contains('(', StringComparison.Ordinal))
        );
}
