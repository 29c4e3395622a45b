using System.Globalization;
using System.Text;

namespace Akka.Event;

/// <summary>
/// Fills numbered holes (<c>{0}</c>) by number and named holes (<c>{Path}</c>) in order. A hole without a value stays
/// as it is: a line of the log is never lost to its own template.
/// </summary>
public class DefaultLogMessageFormatter : ILogMessageFormatter
{
    /// <summary>The only instance.</summary>
    public static readonly DefaultLogMessageFormatter Instance = new();

    private DefaultLogMessageFormatter() { }

    /// <inheritdoc />
    public string Format(string format, params object[] args)
    {
        if (args.Length == 0)
            return format;
        var text = new StringBuilder(format.Length + 32);
        var named = 0;
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is '{' or '}' && i + 1 < format.Length && format[i + 1] == c)
            {
                text.Append(c);
                i++;
                continue;
            }
            var end = c == '{' ? format.IndexOf('}', i) : -1;
            if (end < 0)
            {
                text.Append(c);
                continue;
            }
            Fill(text, format.AsSpan(i, end - i + 1), args, ref named);
            i = end;
        }
        return text.ToString();
    }

    private static void Fill(StringBuilder text, ReadOnlySpan<char> hole, object[] args, ref int named)
    {
        var inside = hole[1..^1];
        var nameEnd = inside.IndexOfAny(',', ':');
        var name = nameEnd < 0 ? inside : inside[..nameEnd];
        if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            index = named++;
        if (index >= args.Length)
        {
            text.Append(hole);
            return;
        }
        var layout = nameEnd < 0 ? "" : inside[nameEnd..].ToString();
        try
        {
            text.AppendFormat(CultureInfo.InvariantCulture, $"{{0{layout}}}", args[index]);
        }
        catch (FormatException)
        {
            text.Append(args[index]);
        }
    }
}
