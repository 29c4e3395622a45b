using System.Globalization;

namespace RiskEngine.Simulator.Faults;

/// <summary>Reads the numbers and times of <see cref="FaultGrammar"/>; null for what is none.</summary>
internal static class FaultText
{
    /// <summary>A whole number from 1 on.</summary>
    public static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    /// <summary>40%: above 0 and at most 100.</summary>
    public static double? Percent(string text) =>
        text.EndsWith('%') && Number(text[..^1]) is > 0 and <= 100 and var value ? value : null;

    /// <summary>20ms, 50ms..400ms or 5ms~2s.</summary>
    public static Delay? Delay(string text)
    {
        var separator = text.Contains("..", StringComparison.Ordinal) ? ".." : "~";
        return text.Split(separator) switch
        {
            [var one] when Time(one) is { Ticks: > 0 } time => new Delay(time, time),
            [var from, var to] when Time(from) is { Ticks: > 0 } least && Time(to) is { } most && most >= least =>
                new Delay(least, most, IsLongTailed: separator == "~"),
            _ => null,
        };
    }

    /// <summary>20ms, 1.5s, -2m, 1h.</summary>
    public static TimeSpan? Time(string text)
    {
        var number = text.TrimEnd("msh".ToCharArray());
        TimeSpan? unit = text[number.Length..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => null,
        };
        return unit is { } one && Number(number) is { } value && Math.Abs(value) < 1_000_000 ? one * value : null;
    }

    /// <summary>9999-12-31, midnight UTC.</summary>
    public static DateTimeOffset? Date(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date
        )
            ? date
            : null;

    public static double? Number(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;
}
