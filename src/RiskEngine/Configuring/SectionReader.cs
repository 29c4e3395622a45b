using System.Globalization;
using System.Text.RegularExpressions;
using Akka.Configuration;

namespace RiskEngine;

/// <summary>Reads one section strictly: a value that is wrong becomes a fault with its full key, and reading goes on.</summary>
internal sealed partial class SectionReader(Config section, string path, List<ConfigurationFault> faults)
{
    private readonly Config _section = section;

    internal SectionReader Section(string key) =>
        new(_section.GetConfig($"\"{key}\"") ?? ConfigurationFactory.Empty, Full(key), faults);

    /// <summary>This section, and for what it does not say another one; faults name this one's keys.</summary>
    internal SectionReader Or(SectionReader fallback) => new(_section.WithFallback(fallback._section), path, faults);

    internal string Text(string key) => _section.GetString(key, "") ?? "";

    internal TimeSpan Duration(string key)
    {
        var text = Text(key);
        if (!WithUnit().IsMatch(text))
            return Fault(
                key,
                $"'{text}' is no duration: write a number with its unit, such as 250ms, 10s, 5m or 1h.",
                TimeSpan.FromSeconds(1)
            );
        var time = _section.GetTimeSpan(key);
        return time > TimeSpan.Zero ? time : Fault(key, $"'{text}' must be above zero.", TimeSpan.FromSeconds(1));
    }

    internal int Count(string key, int least, int most)
    {
        var text = Text(key);
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count >= least
            && count <= most
            ? count
            : Fault(key, $"'{text}' must be a whole number from {least} to {most}.", least);
    }

    internal long Size(string key)
    {
        const long least = 1 << 20;
        var text = Text(key);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes >= least
            ? bytes
            : Fault(key, $"'{text}' must be a whole number of bytes, at least {least}.", least);
    }

    internal double Fraction(string key)
    {
        var text = Text(key);
        return
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value is >= 0 and <= 1
            ? value
            : Fault(key, $"'{text}' must be a number from 0 to 1.", 0);
    }

    internal bool Switch(string key) =>
        Text(key) switch
        {
            "on" or "true" => true,
            "off" or "false" => false,
            var text => Fault(key, $"'{text}' must be on or off.", false),
        };

    internal T Choice<T>(string key, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var text = Text(key);
        foreach (var (word, value) in choices)
            if (word == text)
                return value;
        var words = new List<string>();
        foreach (var (word, _) in choices)
            words.Add(word);
        return Fault(key, $"'{text}' must be one of: {string.Join(", ", words)}.", choices[0].Value);
    }

    internal T Fault<T>(string key, string text, T instead)
    {
        faults.Add(new ConfigurationFault(Full(key), text));
        return instead;
    }

    internal string Full(string key) => path.Length == 0 ? key : $"{path}.{key}";

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)?\s*(ms|s|m|h)$")]
    private static partial Regex WithUnit();
}
