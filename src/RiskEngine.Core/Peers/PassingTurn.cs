namespace RiskEngine.Core;

/// <summary>One decision about passing messages on, in the making.</summary>
internal sealed class PassingTurn(PassingState state, TimeSpan now)
{
    private readonly List<PassingEffect> _effects = [];

    internal PassingState State { get; set; } = state;

    internal TimeSpan Now => now;

    internal void Put(Passed passed) => State = State with { Pending = State.Pending.SetItem(passed.Call, passed) };

    internal void Ask(Passed passed, ClusterNode node)
    {
        Put(passed with { Out = passed.Out.Add(node.Name), LastAsked = node.Name });
        _effects.Add(new PassingEffect.Ask(passed.Call, node, passed.At(now), passed.DeadlineAt - now));
    }

    internal void EndHeard(Passed passed, ISessionMessage said)
    {
        Forget(passed);
        var honest = PassedAnswers.Honest(passed, said, now);
        _effects.Add(new PassingEffect.Answer(passed.Call, honest, IsHeard: ReferenceEquals(honest, said)));
    }

    internal void EndUnheard(Passed passed)
    {
        Forget(passed);
        Answer(passed.Call, PassedAnswers.Unheard(passed, State.View.HolderOf(passed.Message.Session), now));
    }

    internal void Answer(long call, ISessionMessage answer) =>
        _effects.Add(new PassingEffect.Answer(call, answer, IsHeard: false));

    internal PassingDecision End()
    {
        TimeSpan? wakeAt = null;
        foreach (var passed in State.Pending.Values)
        {
            var at = passed.AgainAt > now && passed.AgainAt < passed.DeadlineAt ? passed.AgainAt : passed.DeadlineAt;
            wakeAt = wakeAt is { } soonest && soonest <= at ? soonest : at;
        }

        return new PassingDecision(State, _effects.ToValueList(), wakeAt);
    }

    private void Forget(Passed passed) => State = State with { Pending = State.Pending.Remove(passed.Call) };
}
