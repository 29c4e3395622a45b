using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using static RiskEngine.ConfigurationNode;

namespace RiskEngine;

/// <summary>Reads one section strictly: a value that is wrong becomes a fault with its full key, and reading goes on.</summary>
internal sealed partial class SectionReader(Section section, string path, List<ConfigurationFault> faults)
{
    /// <summary>The longest wait that the runtime's timers take is a little longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>Where faults go.</summary>
    internal List<ConfigurationFault> Faults => faults;

    internal SectionReader Section(string key) => new(section.Child(key), Full(key), faults);

    /// <summary>That session's section, and for what it does not say the session defaults; faults name the session's keys.</summary>
    internal SectionReader Session(string alias) =>
        new(
            section.Child("sessions").Child(alias).Over(section.Child("session-defaults")),
            Full($"sessions.{alias}"),
            faults
        );

    internal string Text(string key) => section[key] is Value value ? value.Text : "";

    internal TimeSpan Duration(string key)
    {
        var text = Text(key);
        var match = WithUnit().Match(text);
        if (!match.Success)
            return Fault(
                key,
                $"'{text}' is no duration: write a number with its unit, such as 250ms, 10s, 5m or 1h.",
                TimeSpan.FromSeconds(1)
            );
        var ticks =
            double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * UnitOf(match.Groups[2].Value).Ticks;
        return ticks < 1 ? Fault(key, $"'{text}' must be above zero.", TimeSpan.FromSeconds(1))
            : ticks > Longest.Ticks ? Fault(key, $"'{text}' must be at most {Longest.TotalHours}h.", Longest)
            : TimeSpan.FromTicks((long)Math.Round(ticks));
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

    /// <summary>An address. Its path may let its caller in, so a fault does not show it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="rule">What it must be.</param>
    /// <param name="isAllowed">Whether it is that.</param>
    internal Uri? Address(string key, string rule, Func<Uri, bool> isAllowed) =>
        Uri.TryCreate(Text(key), UriKind.Absolute, out var address) && isAllowed(address)
            ? address
            : Fault<Uri?>(key, $"must be {rule}.", null);

    /// <summary>The same of a key that may be left empty; null then.</summary>
    internal Uri? OptionalAddress(string key, string rule, Func<Uri, bool> isAllowed) =>
        Text(key).Length == 0 ? null : Address(key, rule, isAllowed);

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

    internal string Full(string key) => $"{path}.{key}";

    private static TimeSpan UnitOf(string unit) =>
        unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => throw new UnreachableException($"No unit: {unit}."),
        };

    [GeneratedRegex(@"^([0-9]+(?:\.[0-9]+)?)\s*(ms|s|m|h)\z")]
    private static partial Regex WithUnit();
}
