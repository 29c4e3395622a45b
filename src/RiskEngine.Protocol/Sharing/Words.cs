using System.Runtime.CompilerServices;

namespace RiskEngine.Protocol;

/// <summary>What names and texts in messages may look like. They reach logs, paths and metrics, so they stay tame.</summary>
internal static class Words
{
    internal const int NameLimit = 64;

    /// <summary>1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit.</summary>
    internal static string Name(string value, [CallerArgumentExpression(nameof(value))] string parameter = "")
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        if (!IsName(value))
            throw new ArgumentException(
                $"'{Shorten(value)}' must be 1 to {NameLimit} letters, digits, '.', '-' or '_', beginning with a letter or digit.",
                parameter
            );
        return value;
    }

    internal static bool IsName(string value) =>
        value.Length is > 0 and <= NameLimit
        && char.IsAsciiLetterOrDigit(value[0])
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>One line of text that says something: trimmed, without control characters, at most <paramref name="limit"/> long.</summary>
    internal static string Line(
        string value,
        int limit,
        [CallerArgumentExpression(nameof(value))] string parameter = ""
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, parameter);
        if (value.Length > limit)
            throw new ArgumentException($"At most {limit} characters, not {value.Length}.", parameter);
        if (value.Any(char.IsControl))
            throw new ArgumentException("One line without control characters.", parameter);
        return value.Trim();
    }

    private static string Shorten(string value) => value.Length <= NameLimit ? value : $"{value[..NameLimit]}…";
}
