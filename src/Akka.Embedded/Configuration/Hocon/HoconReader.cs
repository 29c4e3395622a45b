using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Reads the smallest parts of a document and knows where it stands.</summary>
internal sealed class HoconReader(string text)
{
    private const string NotInUnquotedText = "$\"{}[]:=,#`^?!@*&\\";
    private const char EndOfText = '\0';

    private int _position;

    public bool AtEnd => _position >= text.Length;

    public char Next => AtEnd ? EndOfText : text[_position];

    public bool AtBlank => Next is ' ' or '\t';

    public bool AtUnquotedText => !AtEnd && !char.IsWhiteSpace(Next) && !AtComment && !NotInUnquotedText.Contains(Next);

    private bool AtComment => Next == '#' || At("//");

    public bool At(string expected) => text.AsSpan(Math.Min(_position, text.Length)).StartsWith(expected);

    public bool TrySkip(string expected)
    {
        if (!At(expected))
            return false;
        _position += expected.Length;
        return true;
    }

    public void SkipBlanksAndComments()
    {
        while (AtBlank || AtComment)
        {
            if (AtBlank)
                _position++;
            else
                _position = IndexOrEnd("\n");
        }
    }

    public void SkipWhiteSpaceAndComments()
    {
        do SkipBlanksAndComments();
        while (!AtEnd && char.IsWhiteSpace(text[_position]) && _position++ >= 0);
    }

    /// <summary>Blanks; empty if there are none.</summary>
    public string ReadBlanks() => ReadWhile(() => AtBlank);

    public string ReadUnquotedText() => ReadWhile(() => AtUnquotedText);

    /// <summary>An unquoted key up to a dot; inner blanks belong to it, outer ones do not.</summary>
    public string ReadUnquotedKey() => ReadWhile(() => Next != '.' && (AtUnquotedText || AtBlank)).Trim();

    public string ReadTripleQuoted()
    {
        var start = _position;
        _position += 3;
        var first = _position;
        _position = IndexOrEnd("\"\"\"");
        var value = text[first.._position];
        return TrySkip("\"\"\"") ? value : throw Error("This quote is not closed.", start);
    }

    public string ReadQuoted()
    {
        var start = _position++;
        var value = new StringBuilder();
        while (!AtEnd && Next != '"')
            value.Append(Next == '\\' ? ReadEscape() : text[_position++]);
        return TrySkip("\"") ? value.ToString() : throw Error("This quote is not closed.", start);
    }

    /// <summary>The exception for the place where the reader stands.</summary>
    public FormatException Error(string message) => Error(message, _position);

    /// <summary>Line and column, both from 1, where the reader stands.</summary>
    public string Place() => Place(_position);

    private FormatException Error(string message, int position) => new($"{message} {Place(position)}");

    private string Place(int position)
    {
        var lineStart = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var line = text.AsSpan(0, lineStart).Count('\n') + 1;
        return $"(line {line}, column {position - lineStart + 1})";
    }

    private char ReadEscape()
    {
        var start = _position++;
        var escaped = Next;
        _position++;
        return escaped switch
        {
            '"' or '\\' or '/' => escaped,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' when TryReadCode(out var code) => code,
            _ => throw Error("Unknown escape sequence.", start),
        };
    }

    private bool TryReadCode(out char code)
    {
        var digits = text.AsSpan(_position, Math.Min(4, text.Length - _position));
        var read = ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, null, out var number) && digits.Length == 4;
        code = (char)number;
        _position += 4;
        return read;
    }

    private string ReadWhile(Func<bool> condition)
    {
        var start = _position;
        while (!AtEnd && condition())
            _position++;
        return text[start.._position];
    }

    private int IndexOrEnd(string value)
    {
        var index = text.IndexOf(value, _position, StringComparison.Ordinal);
        return index < 0 ? text.Length : index;
    }
}
