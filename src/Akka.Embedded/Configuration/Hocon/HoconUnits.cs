using System.Globalization;
using System.Text.RegularExpressions;

namespace Akka.Configuration.Hocon;

/// <summary>Reads durations and sizes.</summary>
internal static partial class HoconUnits
{
    private static readonly string[] Prefixes = ["k", "m", "g", "t", "p", "e"];
    private static readonly string[] Binary = ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi"];
    private static readonly string[] Decimal = ["kilo", "mega", "giga", "tera", "peta", "exa"];
    private static readonly Dictionary<string, long> ByteUnits = AllByteUnits();

    /// <summary>The duration; <c>infinite</c> is <see cref="Timeout.InfiniteTimeSpan"/> where it is allowed.</summary>
    public static TimeSpan ParseDuration(string text, bool allowInfinite)
    {
        if (Duration().Match(text) is { Success: true } match)
        {
            var number = double.Parse(match.Groups["number"].ValueSpan, NumberFormatInfo.InvariantInfo);
            return match.Groups["unit"].Value switch
            {
                "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => FromTicks(number / 100),
                "micro" or "micros" or "microsecond" or "microseconds" => FromTicks(number * 10),
                "s" or "second" or "seconds" => TimeSpan.FromSeconds(number),
                "m" or "minute" or "minutes" => TimeSpan.FromMinutes(number),
                "h" or "hour" or "hours" => TimeSpan.FromHours(number),
                "d" or "day" or "days" => TimeSpan.FromDays(number),
                "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.FromMilliseconds(
                    number
                ),
                var unit => throw new FormatException($"`{unit}` is not a unit of time in `{text}`."),
            };
        }
        if (allowInfinite && text.Equals("infinite", StringComparison.OrdinalIgnoreCase))
            return Timeout.InfiniteTimeSpan;
        throw new FormatException($"`{text}` is not a duration.");
    }

    /// <summary>The size in bytes.</summary>
    public static long ParseByteSize(string text)
    {
        var digits = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        var unit = text[digits..].Trim();
        if (!ByteUnits.TryGetValue(unit, out var factor))
            throw new FormatException($"`{unit}` is not a unit of size in `{text}`.");
        return checked(factor * long.Parse(text.AsSpan(0, digits), NumberFormatInfo.InvariantInfo));
    }

    private static TimeSpan FromTicks(double ticks) => TimeSpan.FromTicks((long)Math.Round(ticks));

    private static Dictionary<string, long> AllByteUnits()
    {
        var units = new Dictionary<string, long>(StringComparer.Ordinal);
        Add(1, "", "b", "B", "byte", "bytes");
        long binary = 1;
        long @decimal = 1;
        for (var i = 0; i < Prefixes.Length; i++)
        {
            var small = Prefixes[i];
            var large = small.ToUpperInvariant();
            Add(binary *= 1024, small, large, large + "i", large + "iB", Binary[i] + "byte", Binary[i] + "bytes");
            // The decimal kilobyte alone is spelled with a small letter: kB, but MB.
            Add(@decimal *= 1000, i == 0 ? "kB" : large + "B", Decimal[i] + "byte", Decimal[i] + "bytes");
        }
        return units;

        void Add(long factor, params string[] spellings)
        {
            foreach (var spelling in spellings)
                units.Add(spelling, factor);
        }
    }

    [GeneratedRegex(@"^(?<number>[0-9]+(\.[0-9]+)?)\s*(?<unit>[a-z]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();
}
