using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace RiskEngine.Protocol;

/// <summary>What names and texts in messages may look like. They reach logs, paths and metrics, so they stay tame.</summary>
internal static class Words
{
    internal const int NameLimit = 64;

    private static readonly SearchValues<char> OfNames = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-_"
    );

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
        && !value.AsSpan().ContainsAnyExcept(OfNames);

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
        if (!IsWellFormed(value))
            throw new ArgumentException("Half a character: not UTF-16.", parameter);
        return value.Trim();
    }

    /// <summary>Half a surrogate pair would not come back from a record as it went in.</summary>
    private static bool IsWellFormed(string value)
    {
        for (var rest = value.AsSpan(); !rest.IsEmpty; )
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var taken) != OperationStatus.Done)
                return false;
            rest = rest[taken..];
        }

        return true;
    }

    private static string Shorten(string value) => value.Length <= NameLimit ? value : $"{value[..NameLimit]}…";
}
