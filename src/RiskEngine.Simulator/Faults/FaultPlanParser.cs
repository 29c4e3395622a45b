using System.Globalization;
using RiskEngine.Simulator.Endpoints;

namespace RiskEngine.Simulator.Faults;

/// <summary>Reads <see cref="FaultGrammar"/>. Collects everything that is wrong instead of stopping at the first.</summary>
internal sealed class FaultPlanParser
{
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public IReadOnlyList<FaultRule> Parse(string text) => [.. Split(text, ';').Select(ParseRule).OfType<FaultRule>()];

    private FaultRule? ParseRule(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            Fault(text, "neither a ready-made plan nor a rule 'TARGET: EFFECT'");
            return null;
        }
        var (path, session, chance) = ParseTarget(text[..colon].Trim());
        var steps = Split(text[(colon + 1)..], ',').Select(ParseStep).OfType<FaultStep>().ToList();
        if (text[(colon + 1)..].Trim().Length == 0)
            Fault(text, "a rule needs an effect");
        foreach (var endless in steps.SkipLast(1).Where(step => step.IsEndless))
            Fault(endless.Name, "lasts for ever, so what follows is never reached: add xN or 'for TIME'");
        foreach (var step in steps)
            CheckReach(step, path);
        return new FaultRule(path, session, chance, steps);
    }

    private (string? Path, string? Session, double Chance) ParseTarget(string text)
    {
        var rest = text;
        var chance = 1.0;
        if (rest.EndsWith('%'))
        {
            var slash = rest.LastIndexOf('/');
            var percent = slash < 0 ? "" : rest[(slash + 1)..^1];
            if (!TryNumber(percent, out var value) || value is <= 0 or > 100)
                Fault(text, "the chance is written '/N%', above 0 and at most 100");
            chance = value / 100;
            rest = slash < 0 ? rest[..^1] : rest[..slash];
        }

        string? session = null;
        if (rest.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
        {
            session = rest[(at + 1)..];
            rest = rest[..at];
            if (session.Length == 0)
                Fault(text, "'@' wants the alias of a session");
        }

        if (rest == "*")
            return (null, session, chance);
        var endpoint = Endpoint.All.FirstOrDefault(e => Spellings(e.Path).Contains(rest));
        if (endpoint is null)
            Fault(
                text,
                "no such endpoint: use * or one of "
                    + string.Join(", ", Endpoint.All.Select(e => Spellings(e.Path)[^1]))
            );
        return (endpoint?.Path, session, chance);
    }

    /// <summary>/v1/order/new, order/new, new.</summary>
    private static string[] Spellings(string path)
    {
        var bare = path.Replace("/v1/", "", StringComparison.Ordinal);
        return [path, bare, bare.Replace("order/", "", StringComparison.Ordinal)];
    }

    private FaultStep? ParseStep(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        int? times = null;
        TimeSpan? lasts = null;
        if (words.Count > 1 && words[^1] is ['x', .. var count] && count.All(char.IsAsciiDigit))
        {
            if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
                Fault(text, "xN wants a number from 1 on");
            times = number;
            words.RemoveAt(words.Count - 1);
        }
        else if (words.Count > 2 && words[^2] == "for")
        {
            lasts = ParseTime(words[^1]);
            if (lasts is null || lasts <= TimeSpan.Zero)
                Fault(text, "'for' wants a time such as 3s");
            words.RemoveRange(words.Count - 2, 2);
        }
        return ParseEffect(text, words) is { } effect ? new FaultStep(text, effect, times, lasts) : null;
    }

    private Effect? ParseEffect(string text, List<string> words)
    {
        switch (words)
        {
            case ["transit", var delay] when ParseDelay(delay) is { } value:
                return new Effect.Transit(value);
            case ["hold", var delay] when ParseDelay(delay) is { } value:
                return new Effect.Hold(value);
            case ["latency", var delay] when ParseDelay(delay) is { } value:
                return new Effect.Latency(value);
            case ["transit" or "hold" or "latency", ..]:
                return Fault(
                    text,
                    "wants one delay: 20ms, 50ms..400ms or 5ms~2s, the first bound above 0 and not above the second"
                );
            case ["429", "retry-after", var time] when ParseTime(time) is { Ticks: >= 0 } wait:
                return new Effect.Instead(Mishap.RetryAfter(wait));
            case ["429", "retry-date", var time] when ParseTime(time) is { Ticks: >= 0 } wait:
                return new Effect.Instead(Mishap.RetryAtDate(wait));
            case ["429", _, ..]:
                return Fault(text, "429 stands alone or with 'retry-after TIME' or 'retry-date TIME'");
            case ["reject", "all"]:
                return new Effect.Reject(int.MaxValue);
            case ["reject", var count]
                when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                return new Effect.Reject(number);
            case ["reject", ..]:
                return Fault(text, "wants a number from 1 on, or 'all'");
            case ["skew", var time] when ParseTime(time) is { } by:
                return new Effect.ClockSkew(by);
            case ["date", var time] when ParseTime(time) is { } by:
                return new Effect.DateSkew(by);
            case ["skew" or "date", ..]:
                return Fault(text, "wants a time such as 45s or -45s");
            case [var name] when PlainEffects.TryGetValue(name, out var effect):
                return effect;
            case [var name, ..] when PlainEffects.ContainsKey(name):
                return Fault(text, $"'{name}' takes nothing but xN or 'for TIME'");
            default:
                return Fault(text, "no such effect");
        }
    }

    private static readonly Dictionary<string, Effect> PlainEffects = Plain();

    private static Dictionary<string, Effect> Plain()
    {
        var effects = new Dictionary<string, Effect>
        {
            ["ok"] = new Effect.Nothing(),
            ["429"] = new Effect.Instead(Mishap.TooManyRequests),
            ["truncate"] = new Effect.After(Mishap.Truncate),
            ["garbage"] = new Effect.After(Mishap.Garbage),
            ["empty"] = new Effect.After(Mishap.Empty),
            ["huge"] = new Effect.After(Mishap.Huge),
            ["301"] = new Effect.Instead(Mishap.Redirect),
        };
        foreach (
            var (name, mishap) in new[]
            {
                ("drop", Mishap.Drop),
                ("reset", Mishap.Reset),
                ("stall", Mishap.Stall),
                ("500", Mishap.System),
                ("500-text", Mishap.SystemAsText),
                ("500-empty", Mishap.SystemWithoutBody),
                ("502", Mishap.BadGateway),
                ("503", Mishap.Maintenance),
            }
        )
        {
            effects[name] = new Effect.Instead(mishap);
            effects[name + "-after"] = new Effect.After(mishap);
        }
        return effects;
    }

    private void CheckReach(FaultStep step, string? path)
    {
        if (step.Effect is Effect.Hold && path is not (null or NewOrder.Path))
            Fault(step.Name, "only new orders can be held");
        if (step.Effect is Effect.Reject && path?.StartsWith("/v1/order/cancel/", StringComparison.Ordinal) == false)
            Fault(step.Name, "only cancel/session and cancel/all can reject");
    }

    private static Delay? ParseDelay(string text)
    {
        var separator = text.Contains("..", StringComparison.Ordinal) ? ".." : "~";
        return text.Split(separator) switch
        {
            [var one] when ParseTime(one) is { Ticks: > 0 } time => new Delay(time, time),
            [var from, var to]
                when ParseTime(from) is { Ticks: > 0 } least && ParseTime(to) is { } most && most >= least => new Delay(
                least,
                most,
                IsLongTailed: separator == "~"
            ),
            _ => null,
        };
    }

    private static TimeSpan? ParseTime(string text)
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
        return unit is { } one && TryNumber(number, out var value) && Math.Abs(value) < 1_000_000 ? one * value : null;
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out value
        );

    private static string[] Split(string text, char separator) =>
        text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private Effect? Fault(string part, string what)
    {
        _faults.Add($"'{part.Trim()}': {what}");
        return null;
    }
}
