namespace RiskEngine;

/// <summary>The tokens of a file in their order, the next one in sight, and what was passed that nobody follows.</summary>
internal sealed class HoconTokens
{
    private readonly ConfigurationText _file;
    private readonly List<HoconFile.Reference> _unseen = [];
    private HoconScanner _scanner;

    internal HoconTokens(ConfigurationText file, bool quotesSpanLines)
    {
        (_file, _scanner, QuotesSpanLines) = (file, new HoconScanner(file.Text), quotesSpanLines);
        Next = _scanner.Next(quotesSpanLines);
    }

    /// <summary>The token that is taken next.</summary>
    internal HoconToken Next { get; private set; }

    /// <summary>How quoted text is read from the token behind the next one on.</summary>
    internal bool QuotesSpanLines { get; set; }

    /// <summary>The substitutions that were taken, and the includes that were told of.</summary>
    internal IReadOnlyList<HoconFile.Reference> Unseen => _unseen;

    internal HoconToken Take()
    {
        var taken = Next;
        if (taken.Kind is HoconTokenKind.Substitution)
            AddUnseen(taken, taken.To, HoconFile.ReferenceKind.Substitution);
        Next = _scanner.Next(QuotesSpanLines);
        return taken;
    }

    internal void SkipLineBreaks()
    {
        while (Next.Kind is HoconTokenKind.LineBreak)
            Take();
    }

    /// <summary>Leaves out the rest of the file.</summary>
    internal void EndHere()
    {
        Next = Next with { Kind = HoconTokenKind.End };
        _scanner = new HoconScanner("");
    }

    internal void AddUnseen(HoconToken first, int to, HoconFile.ReferenceKind kind) =>
        _unseen.Add(new HoconFile.Reference(first.PlaceIn(_file), first.From, to, kind));

    /// <summary>The kind of the next token that is no line break.</summary>
    internal HoconTokenKind KindAfterLineBreaks()
    {
        var (scanner, token) = (_scanner, Next);
        while (token.Kind is HoconTokenKind.LineBreak)
            token = scanner.Next(QuotesSpanLines);
        return token.Kind;
    }

    /// <summary>Whether the next line begins with a key, so that the value before it was left out.</summary>
    internal bool IsKeyAfterLineBreaks()
    {
        var (scanner, token) = (_scanner, Next);
        while (token.Kind is HoconTokenKind.LineBreak)
            token = scanner.Next(QuotesSpanLines);
        var begins = token.IsText;
        while (token.IsText)
            token = scanner.Next(QuotesSpanLines);
        return begins && token.Kind is HoconTokenKind.Assign or HoconTokenKind.Append or HoconTokenKind.OpenSection
            || token.Kind is HoconTokenKind.CloseSection;
    }

    /// <summary>The column at which that token's line begins to say something; 1 is the first.</summary>
    internal int IndentOf(HoconToken token)
    {
        var from = token.From - (token.Column - 1);
        var line = _file.Text.AsSpan(from);
        return 1 + line.Length - line.TrimStart(" \t").Length;
    }
}
