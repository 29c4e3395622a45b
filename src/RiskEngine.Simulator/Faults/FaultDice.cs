using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Faults;

/// <summary>Runs a plan: decides for each request, in order of arrival, what it suffers. The same seed decides the same.</summary>
internal sealed class FaultDice(FaultPlan plan, Random random)
{
    private readonly List<RunningRule> _rules = [.. plan.Rules.Select(rule => new RunningRule(rule))];

    public FaultDecision Decide(string endpoint, string? session, DateTimeOffset now)
    {
        var decision = FaultDecision.None;
        foreach (var running in _rules.Where(running => running.Rule.Matches(endpoint, session)))
        {
            if (running.Rule.Chance < 1 && random.NextDouble() >= running.Rule.Chance)
                continue;
            if (running.Next(now) is { } step)
                decision = step.Effect(decision, random) with { Names = [.. decision.Names, step.Name] };
        }
        return decision;
    }

    /// <summary>A rule and how far it has been used.</summary>
    private sealed class RunningRule(FaultRule rule)
    {
        private int _index;
        private int _uses;
        private DateTimeOffset? _since;
        private RateMeter? _meter;

        public FaultRule Rule => rule;

        /// <summary>The step for the next request; null when it is spared or the rule is spent.</summary>
        public FaultStep? Next(DateTimeOffset now)
        {
            while (_index < rule.Steps.Count)
            {
                var step = rule.Steps[_index];
                if (!(_uses >= step.Times) && !(now - _since >= step.Lasts))
                {
                    _uses++;
                    _since ??= now;
                    return IsSpared(step, now) ? null : step;
                }
                _index++;
                _uses = 0;
                _since = null;
                _meter = null;
            }
            return null;
        }

        private bool IsSpared(FaultStep step, DateTimeOffset now)
        {
            if (step.Spares is null)
                return false;
            _meter ??= new RateMeter(step.Spares);
            return _meter.Admit(now) is not null;
        }
    }
}
