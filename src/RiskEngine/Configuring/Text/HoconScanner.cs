using System.Globalization;
using System.Text;

namespace RiskEngine;

/// <summary>Cuts HOCON text into tokens. It never fails: what is wrong with a token is said by the token.</summary>
/// <remarks>A value: a copy is a place to come back to.</remarks>
internal struct HoconScanner(string text)
{
    /// <summary>What a quoted text says of itself when no quote ends it.</summary>
    internal const string NotClosed = "the quoted text that begins here is not closed.";

    private const string TripleQuote = "\"\"\"";
    private const string NeverInWords = "$\"{}[]:=,#`^?!@*&\\";

    /// <summary>A mark of the byte order is no text at the beginning of a file, and like any other one behind it.</summary>
    private int _at = text.StartsWith('\ufeff') ? 1 : 0;
    private int _line = 1;
    private int _lineStart;
    private bool _isFirst = true;

    private readonly char Current => _at < text.Length ? text[_at] : '\0';

    /// <param name="quotesSpanLines">Whether a quoted text may go on in the next line, as Akka.NET has it, or ends with
    /// its line at the latest, so that a missing quote does not take the rest of the file with it.</param>
    internal HoconToken Next(bool quotesSpanLines)
    {
        SkipBlanks();
        var (from, line, column, isFirst) = (_at, _line, _at - _lineStart + 1, _isFirst);
        string? wrong = null;
        var (kind, said) = Read(quotesSpanLines, ref wrong);
        _isFirst = kind is HoconTokenKind.LineBreak;
        return new HoconToken(kind, said, from, _at, line, column, isFirst) { Wrong = wrong };
    }

    private void SkipBlanks()
    {
        while (_at < text.Length)
            if (IsBlank(Current))
                _at++;
            else if (Current == '#' || IsNext("//"))
                SkipComment();
            else
                return;
    }

    /// <summary>A lone carriage return breaks a line, but to Akka.NET ends no comment: what follows it is none of a key.</summary>
    private void SkipComment()
    {
        for (; _at < text.Length && Current != '\n'; _at++)
            if (!IsNext("\r\n"))
                Keep(null);
    }

    private (HoconTokenKind, string) Read(bool quotesSpanLines, ref string? wrong)
    {
        if (_at >= text.Length)
            return (HoconTokenKind.End, "");
        switch (Current)
        {
            case '\n' or '\r':
                BreakLine();
                return (HoconTokenKind.LineBreak, "");
            case '"':
                return (
                    HoconTokenKind.Quoted,
                    IsNext(TripleQuote) ? Tripled(ref wrong) : Quoted(quotesSpanLines, ref wrong)
                );
            case '$' when IsNext("${"):
                return (HoconTokenKind.Substitution, Substitution());
            case '+' when IsNext("+="):
                _at += 2;
                return (HoconTokenKind.Append, "+=");
        }

        var kind = Current switch
        {
            ',' => HoconTokenKind.Comma,
            '=' or ':' => HoconTokenKind.Assign,
            '{' => HoconTokenKind.OpenSection,
            '}' => HoconTokenKind.CloseSection,
            '[' => HoconTokenKind.OpenList,
            ']' => HoconTokenKind.CloseList,
            var c when NeverInWords.Contains(c) || IsOddBlank(c) => HoconTokenKind.Misplaced,
            _ => HoconTokenKind.Word,
        };
        var from = _at;
        if (kind is not HoconTokenKind.Word)
            _at++;
        else
            while (IsInWord())
                _at++;
        return (kind, text[from.._at]);
    }

    private readonly bool IsInWord() =>
        _at < text.Length
        && !IsBlank(Current)
        && Current is not ('\n' or '\r')
        && !NeverInWords.Contains(Current)
        && !IsOddBlank(Current)
        && !IsNext("//")
        && !IsNext("+=");

    private string Quoted(bool spansLines, ref string? wrong)
    {
        var said = new StringBuilder();
        var (from, end) = (_at, spansLines ? text.Length : EndOfLine());
        for (_at++; _at < end && Current != '"'; _at++)
            if (Current is '\\' && _at + 1 < end)
                said.Append(Escaped(end, ref wrong));
            else
                Keep(said);
        if (_at < end)
        {
            _at++;
            return said.ToString();
        }

        wrong = NotClosed;
        return Torn(from, 1);
    }

    private string Tripled(ref string? wrong)
    {
        var (from, start) = (_at, _at + TripleQuote.Length);
        var close = text.IndexOf(TripleQuote, start, StringComparison.Ordinal);
        if (close < 0)
        {
            wrong = NotClosed;
            return Torn(from, TripleQuote.Length);
        }

        // Of more than three quotes at the end the last three close it.
        while (close + TripleQuote.Length < text.Length && text[close + TripleQuote.Length] == '"')
            close++;
        for (_at = start; _at < close; _at++)
            Keep(null);
        _at = close + TripleQuote.Length;
        return text[start..close];
    }

    /// <summary>Ends a text that no quote ends with its first line, and before the braces there, which hardly belong to it.</summary>
    private string Torn(int from, int quotes)
    {
        _at = from;
        var line = text.AsSpan(from + quotes, EndOfLine() - from - quotes).TrimEnd(" \t}");
        _at = from + quotes + line.Length;
        // It may have been read over several lines before it proved to be open.
        _line = 1 + LineBreaks(text.AsSpan(0, from));
        _lineStart = text.AsSpan(0, from).LastIndexOfAny('\n', '\r') + 1;
        return line.ToString();
    }

    private char Escaped(int end, ref string? wrong)
    {
        _at++;
        switch (Current)
        {
            case '"' or '\\' or '/':
                return Current;
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u'
                when _at + 4 < end
                    && ushort.TryParse(
                        text.AsSpan(_at + 1, 4),
                        NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture,
                        out var code
                    ):
                _at += 4;
                return (char)code;
            default:
                wrong ??= "a backslash in it begins no escape that HOCON knows; write \\\\ for a backslash.";
                _at--;
                return '\\';
        }
    }

    private string Substitution()
    {
        var (from, end) = (_at, EndOfLine());
        var close = text.AsSpan(_at, end - _at).IndexOf('}');
        _at = close < 0 ? end : _at + close + 1;
        return text[from.._at];
    }

    private void Keep(StringBuilder? said)
    {
        said?.Append(Current);
        if (Current is '\n' || (Current is '\r' && !IsNext("\r\n")))
            (_line, _lineStart) = (_line + 1, _at + 1);
    }

    private void BreakLine()
    {
        _at += IsNext("\r\n") ? 2 : 1;
        (_line, _lineStart) = (_line + 1, _at);
    }

    private readonly bool IsNext(string what) => text.AsSpan(_at).StartsWith(what);

    private readonly int EndOfLine() =>
        text.AsSpan(_at).IndexOfAny('\n', '\r') is var length and >= 0 ? _at + length : text.Length;

    private static int LineBreaks(ReadOnlySpan<char> before) =>
        before.Count('\n') + before.Count('\r') - before.Count("\r\n");

    private static bool IsBlank(char c) => c is ' ' or '\t';

    /// <summary>What looks like a space and is not taken for one everywhere: Akka.NET ends a value there, or a key.</summary>
    private static bool IsOddBlank(char c) =>
        c is '\ufeff' || (char.IsWhiteSpace(c) && !IsBlank(c) && c is not ('\n' or '\r'));
}
