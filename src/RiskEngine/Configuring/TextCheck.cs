namespace RiskEngine;

/// <summary>Finds in a configuration file's text what a parser lets pass: keys given twice, and what is opened and never closed.</summary>
/// <remarks>
/// HOCON lets the last of two values win, and Akka.NET's parser takes a missing brace for the end of the file: in both
/// cases something else would run than what the reader sees. Sections that are opened twice merge, and are no fault.
/// </remarks>
internal sealed class TextCheck
{
    private const string TripleQuote = "\"\"\"";

    private readonly string _name;
    private readonly string _text;
    private readonly List<ConfigurationFault> _faults = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Stack<(string Key, int Line)> _sections = new();
    private string _key = "";
    private int _at;

    private TextCheck(string name, string text)
    {
        _name = name;
        _text = text;
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private int Line => _text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n') + 1;

    /// <summary>The faults, each once, in the order of the text.</summary>
    /// <param name="name">The file's name, for what concerns no single key.</param>
    /// <param name="text">What stands in it.</param>
    internal static IEnumerable<ConfigurationFault> Of(string name, string text)
    {
        var check = new TextCheck(name, text);
        check.Run();
        return check._faults.Distinct();
    }

    private void Run()
    {
        while (_at < _text.Length)
            switch (Current)
            {
                case '#':
                case '/' when _text.AsSpan(_at).StartsWith("//"):
                    SkipComment();
                    break;
                case '{':
                    _sections.Push((_key.Trim(), Line));
                    NextKey();
                    break;
                case '}':
                    if (!_sections.TryPop(out _))
                        Malformed($"'}}' in line {Line} closes nothing");
                    NextKey();
                    break;
                case '"':
                    var from = _at;
                    SkipQuoted();
                    _key += _text[from.._at].Trim('"');
                    break;
                case '=' or ':':
                    _at++;
                    ReadValue();
                    break;
                case '\n' or ',':
                    NextKey();
                    break;
                default:
                    _key += Current;
                    _at++;
                    break;
            }

        foreach (var (key, line) in _sections)
            Malformed($"the section '{key}', opened in line {line}, is not closed");
    }

    private void NextKey()
    {
        _key = "";
        _at++;
    }

    private void ReadValue()
    {
        while (Current is ' ' or '\t')
            _at++;
        if (Current == '{')
            return;
        var full = string.Join(
            '.',
            _sections.Reverse().Select(section => section.Key).Append(_key.Trim()).Where(part => part.Length > 0)
        );
        if (!_keys.Add(full))
            _faults.Add(new ConfigurationFault(full, $"is given twice in {_name}."));
        _key = "";
        SkipValue();
    }

    private void SkipValue()
    {
        var lists = new Stack<int>();
        while (_at < _text.Length)
            switch (Current)
            {
                case '"':
                    SkipQuoted();
                    break;
                case '#':
                    SkipComment();
                    break;
                case '[':
                    lists.Push(Line);
                    _at++;
                    break;
                case ']':
                    lists.TryPop(out _);
                    _at++;
                    break;
                case '\n' or ',' or '}' when lists.Count == 0:
                    return;
                default:
                    _at++;
                    break;
            }

        foreach (var line in lists)
            Malformed($"the list opened in line {line} is not closed");
    }

    private void SkipQuoted()
    {
        var line = Line;
        if (_text.AsSpan(_at).StartsWith(TripleQuote))
        {
            var close = _text.IndexOf(TripleQuote, _at + TripleQuote.Length, StringComparison.Ordinal);
            if (close < 0)
                Malformed($"the text opened in line {line} is not closed");
            _at = close < 0 ? _text.Length : close + TripleQuote.Length;
            return;
        }

        _at++;
        while (Current is not ('"' or '\n' or '\0'))
            _at += Current == '\\' ? 2 : 1;
        if (Current == '"')
            _at++;
        else
            Malformed($"the text opened in line {line} is not closed");
    }

    private void SkipComment() => _at = _text.IndexOf('\n', _at) is var end and >= 0 ? end : _text.Length;

    private void Malformed(string what) => _faults.Add(new ConfigurationFault(_name, $"is malformed: {what}."));
}
