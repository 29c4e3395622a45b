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
        var steps = Split(text[(colon + 1)..], ',').Select(step => ParseStep(step, path)).OfType<FaultStep>().ToList();
        if (text[(colon + 1)..].Trim().Length == 0)
            Fault(text, "a rule needs an effect");
        foreach (var endless in steps.SkipLast(1).Where(step => step.IsEndless))
            Fault(endless.Name, "lasts for ever, so what follows is never reached: add xN or 'for TIME'");
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
            if (FaultText.Percent(percent + "%") is not { } value)
                Fault(text, "the chance is written '/N%', above 0 and at most 100");
            else
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
        var endpoint = Endpoint.All.FirstOrDefault(e => e.Names.Contains(rest));
        if (endpoint is null)
            Fault(
                text,
                "no such endpoint: use * or one of " + string.Join(", ", Endpoint.All.Select(e => e.Names[^1]))
            );
        return (endpoint?.Path, session, chance);
    }

    private FaultStep? ParseStep(string text, string? path)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        int? times = null;
        TimeSpan? lasts = null;
        if (words.Count > 1 && words[^1] is ['x', .. var count] && count.All(char.IsAsciiDigit))
        {
            times = FaultText.Count(count);
            if (times is null)
                Fault(text, "xN wants a number from 1 on");
            words.RemoveAt(words.Count - 1);
        }
        else if (words.Count > 2 && words[^2] == "for")
        {
            lasts = FaultText.Time(words[^1]);
            if (lasts is null || lasts <= TimeSpan.Zero)
                Fault(text, "'for' wants a time such as 3s");
            words.RemoveRange(words.Count - 2, 2);
        }
        return ParseEffect(text, [.. words], path) is { } step ? step with { Times = times, Lasts = lasts } : null;
    }

    private FaultStep? ParseEffect(string text, string[] words, string? path)
    {
        if (words is not [var word, .. var rest])
            return Fault(text, "no such effect");
        if (EffectWords.Find(word) is { } known)
        {
            if (known.Reach is { } reach && path is not null && !reach.Contains(path))
                return Fault(text, known.ReachFault);
            return Step(known.Read(rest), known.Wants);
        }
        return StatusWord.Matches(word)
            ? Step(StatusWord.Read(word, rest), StatusWord.Wants(word))
            : Fault(text, "no such effect");

        FaultStep? Step(EffectText? effect, string wants) =>
            effect is null ? Fault(text, wants) : new FaultStep(text, effect.Effect, Spares: effect.Spares);
    }

    private static string[] Split(string text, char separator) =>
        text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private FaultStep? Fault(string part, string what)
    {
        _faults.Add($"'{part.Trim()}': {what}");
        return null;
    }
}
