namespace RiskEngine;

/// <summary>Finds keys that one file gives two single values: HOCON lets the last one win, and a reader never knows.</summary>
/// <remarks>Sections that are opened twice are no duplicates, since they merge.</remarks>
internal static class DuplicateKeys
{
    /// <summary>The full keys that are given twice, each once, in the order of the text. Malformed text gives what could be read.</summary>
    internal static IEnumerable<string> In(string text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var twice = new List<string>();
        var sections = new Stack<string>();
        var key = "";
        var at = 0;
        while (at < text.Length)
            switch (text[at])
            {
                case '#':
                case '/' when At(at + 1) == '/':
                    at = LineEnd(at);
                    break;
                case '{':
                    sections.Push(key.Trim());
                    key = "";
                    at++;
                    break;
                case '}':
                    if (sections.Count > 0)
                        sections.Pop();
                    key = "";
                    at++;
                    break;
                case '"':
                    var end = QuoteEnd(at);
                    key += text[(at + 1)..end];
                    at = end + 1;
                    break;
                case '=' or ':':
                    at = Value(at + 1);
                    break;
                case '\n' or ',':
                    key = "";
                    at++;
                    break;
                default:
                    key += text[at++];
                    break;
            }

        return twice.Distinct();

        char At(int index) => index < text.Length ? text[index] : '\0';

        int LineEnd(int from) => text.IndexOf('\n', from) is var end and >= 0 ? end : text.Length;

        int QuoteEnd(int from)
        {
            var end = from + 1;
            while (end < text.Length && text[end] != '"')
                end += text[end] == '\\' ? 2 : 1;
            return Math.Min(end, text.Length);
        }

        int Value(int from)
        {
            while (At(from) is ' ' or '\t')
                from++;
            if (At(from) == '{')
                return from;
            var full = string.Join('.', sections.Reverse().Append(key.Trim()).Where(part => part.Length > 0));
            // "+=" appends to a list, which is no second value.
            if (!key.TrimEnd().EndsWith('+') && !seen.Add(full))
                twice.Add(full);
            key = "";
            return ValueEnd(from);
        }

        int ValueEnd(int from)
        {
            var depth = 0;
            while (from < text.Length)
                switch (text[from])
                {
                    case '"' when string.CompareOrdinal(text, from, "\"\"\"", 0, 3) == 0:
                        var close = text.IndexOf("\"\"\"", from + 3, StringComparison.Ordinal);
                        from = close < 0 ? text.Length : close + 3;
                        break;
                    case '"':
                        from = QuoteEnd(from) + 1;
                        break;
                    case '[':
                        depth++;
                        from++;
                        break;
                    case ']':
                        depth--;
                        from++;
                        break;
                    case '\n' or ',' or '}' or '#' when depth <= 0:
                        return from;
                    default:
                        from++;
                        break;
                }

            return from;
        }
    }
}
