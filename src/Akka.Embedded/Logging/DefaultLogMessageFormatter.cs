using System.Globalization;
using System.Text.RegularExpressions;

namespace Akka.Event;

/// <summary>
/// Fills numbered holes (<c>{0}</c>) by number and named holes (<c>{Path}</c>) in order. A hole without a value stays
/// as it is: a line of the log is never lost to its own template.
/// </summary>
public partial class DefaultLogMessageFormatter : ILogMessageFormatter
{
    /// <summary>The only instance.</summary>
    public static readonly DefaultLogMessageFormatter Instance = new();

    private DefaultLogMessageFormatter() { }

    /// <inheritdoc />
    public string Format(string format, params object[] args)
    {
        var named = 0;
        return args.Length == 0 ? format : Hole().Replace(format, Fill);

        string Fill(Match hole)
        {
            if (!hole.Groups["name"].Success)
                return hole.Value[..1];
            if (!int.TryParse(hole.Groups["name"].Value, NumberStyles.None, null, out var index))
                index = named++;
            return index < args.Length ? Show(args[index], hole.Groups["layout"].Value) : hole.Value;
        }
    }

    private static string Show(object value, string layout)
    {
        try
        {
            return string.Format(CultureInfo.InvariantCulture, $"{{0{layout}}}", value);
        }
        catch (FormatException)
        {
            return $"{value}";
        }
    }

    /// <summary>A brace that is written twice, or a hole: its name, and how wide and in which format to show the value.</summary>
    [GeneratedRegex(@"\{\{|\}\}|\{(?<name>[^}:,]*)(?<layout>[^}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Hole();
}
