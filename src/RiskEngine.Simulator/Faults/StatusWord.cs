using System.Globalization;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Faults;

/// <summary>An effect that begins with an HTTP status: the exchange's own words, a front's page, or no body at all.</summary>
internal static class StatusWord
{
    private const string After = "-after";

    /// <summary>True when the word is a status, maybe followed by '-after'.</summary>
    public static bool Matches(string word) => Status(word) is not null;

    /// <summary>What has to follow a status.</summary>
    public static string Wants(string word) =>
        word == "429"
            ? "429 stands alone or with 'retry-after TIME', 'retry-date TIME', 'above N/s [burst N]', 'html', 'empty' or a REASON"
            : $"wants 'html', 'empty' or the REASON of a refusal; alone stand {string.Join(", ", Documented.Keys)}";

    /// <summary>The effect; null when the words do not make one.</summary>
    public static EffectText? Read(string word, string[] rest)
    {
        if (Status(word) is not { } status)
            return null;
        if (status == 429 && rest is ["above", var rate, .. var burst])
            return Rate(rate, burst) is { } spares ? new(At(word, Mishap.TooManyRequests), spares) : null;
        return MishapOf(status, rest) is { } mishap ? new(At(word, mishap)) : null;
    }

    private static readonly SortedDictionary<int, Mishap> Documented = new()
    {
        [301] = Mishap.Redirect,
        [429] = Mishap.TooManyRequests,
        [500] = Mishap.System,
        [502] = Mishap.BadGateway,
        [503] = Mishap.Maintenance,
    };

    private static Mishap? MishapOf(int status, string[] rest) =>
        rest switch
        {
            [] => Documented.GetValueOrDefault(status),
            ["retry-after", var time] when status == 429 && FaultText.Time(time) is { Ticks: >= 0 } wait =>
                Mishap.RetryAfter(wait),
            ["retry-date", var time] when status == 429 && FaultText.Time(time) is { Ticks: >= 0 } wait =>
                Mishap.RetryAtDate(wait),
            ["html"] => Mishap.Page(status),
            ["empty"] => Mishap.NoBody(status),
            [[>= 'A' and <= 'Z', ..] reason] when reason.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') =>
                Mishap.Refusal(status, reason),
            _ => null,
        };

    private static Effect At(string word, Mishap mishap) =>
        word.EndsWith(After, StringComparison.Ordinal) ? Effects.After(mishap) : Effects.Instead(mishap);

    /// <summary>5/s, or 300/m; then as many at once as one second's worth, or as 'burst' says.</summary>
    private static RateLimit? Rate(string text, string[] rest)
    {
        var unit =
            text.EndsWith("/s", StringComparison.Ordinal) ? 60
            : text.EndsWith("/m", StringComparison.Ordinal) ? 1
            : 0;
        if (unit == 0 || FaultText.Count(text[..^2]) is not (<= 1_000_000 and var number))
            return null;
        var perMinute = number * unit;
        return rest switch
        {
            [] => new RateLimit(perMinute, Math.Max(1, perMinute / 60), Queue: 0),
            ["burst", var count] when FaultText.Count(count) is { } burst => new RateLimit(perMinute, burst, Queue: 0),
            _ => null,
        };
    }

    /// <summary>A status that has a body; those without one make a caller wait for nothing.</summary>
    private static int? Status(string word)
    {
        var digits = word.EndsWith(After, StringComparison.Ordinal) ? word[..^After.Length] : word;
        return
            digits.Length == 3
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 200 and < 600 and not (204 or 205 or 304)
            ? status
            : null;
    }
}
