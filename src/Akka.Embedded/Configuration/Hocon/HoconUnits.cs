using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>Reads durations and sizes.</summary>
internal static class HoconUnits
{
    /// <summary>The spellings of the powers of 1024.</summary>
    private static readonly string[][] Binary =
    [
        ["", "b", "B", "byte", "bytes"],
        ["k", "K", "Ki", "KiB", "kibibyte", "kibibytes"],
        ["m", "M", "Mi", "MiB", "mebibyte", "mebibytes"],
        ["g", "G", "Gi", "GiB", "gibibyte", "gibibytes"],
        ["t", "T", "Ti", "TiB", "tebibyte", "tebibytes"],
        ["p", "P", "Pi", "PiB", "pebibyte", "pebibytes"],
        ["e", "E", "Ei", "EiB", "exbibyte", "exbibytes"],
    ];

    /// <summary>The spellings of the powers of 1000; the kilobyte alone begins with a small letter.</summary>
    private static readonly string[][] Decimal =
    [
        [""],
        ["kB", "kilobyte", "kilobytes"],
        ["MB", "megabyte", "megabytes"],
        ["GB", "gigabyte", "gigabytes"],
        ["TB", "terabyte", "terabytes"],
        ["PB", "petabyte", "petabytes"],
        ["EB", "exabyte", "exabytes"],
    ];

    /// <summary>The duration; <c>infinite</c> is <see cref="Timeout.InfiniteTimeSpan"/> where it is allowed.</summary>
    public static TimeSpan ParseDuration(string text, bool allowInfinite)
    {
        if (allowInfinite && text.Equals("infinite", StringComparison.OrdinalIgnoreCase))
            return Timeout.InfiniteTimeSpan;
        var (digits, name) = Split(text);
        if (digits.Length == 0 || !char.IsAsciiDigit(digits[0]))
            throw new FormatException($"`{text}` is not a duration.");
        var number = double.Parse(digits, NumberStyles.AllowDecimalPoint, NumberFormatInfo.InvariantInfo);
        return name switch
        {
            "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => FromTicks(number / 100),
            "micro" or "micros" or "microsecond" or "microseconds" => FromTicks(number * 10),
            "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.FromMilliseconds(number),
            "s" or "second" or "seconds" => TimeSpan.FromSeconds(number),
            "m" or "minute" or "minutes" => TimeSpan.FromMinutes(number),
            "h" or "hour" or "hours" => TimeSpan.FromHours(number),
            "d" or "day" or "days" => TimeSpan.FromDays(number),
            var unit => throw new FormatException($"`{unit}` is not a unit of time in `{text}`."),
        };
    }

    /// <summary>The size in bytes.</summary>
    public static long ParseByteSize(string text)
    {
        var (digits, unit) = Split(text);
        var number = long.Parse(digits, NumberFormatInfo.InvariantInfo);
        return (Power(Binary, unit, 1024) ?? Power(Decimal, unit, 1000)) is { } factor
            ? checked(number * factor)
            : throw new FormatException($"`{unit}` is not a unit of size in `{text}`.");
    }

    /// <summary>All up to the last digit, and the unit behind it.</summary>
    private static (string Digits, string Unit) Split(string text)
    {
        var end = text.Length;
        while (end > 0 && !char.IsAsciiDigit(text[end - 1]))
            end--;
        return (text[..end], text[end..].Trim());
    }

    private static long? Power(string[][] spellings, string unit, long factor)
    {
        var power = Array.FindIndex(spellings, names => names.Contains(unit));
        return power < 0 ? null : Enumerable.Repeat(factor, power).Aggregate(1L, (product, next) => product * next);
    }

    private static TimeSpan FromTicks(double ticks) => TimeSpan.FromTicks((long)Math.Round(ticks));
}
