using RiskEngine.Core.Tests.Placing;

namespace RiskEngine.Core.Tests.Peers;

/// <summary>Node 1 of three, which passes messages on, in virtual time.</summary>
internal sealed class PassingScript
{
    internal static readonly ValueList<SessionKey> Sessions = Cluster.Sessions(2);

    internal static readonly PassingLimits Limits = new(
        Most: 4,
        DefaultDeadline: Given.Sec(10),
        LongestDeadline: Given.Sec(60),
        RequestPatience: Given.Sec(13),
        QuickPatience: Given.Sec(1),
        LookAgain: Given.Ms(250)
    );

    private readonly List<(PassingEffect.Ask Ask, bool IsOver)> _asked = [];
    private readonly List<PassingEffect.Answer> _answers = [];
    private ClusterView _view = ClusterView.Nothing;
    private PassingState _state = PassingState.Initial(Cluster.Node(1, Sessions), Limits);
    private TimeSpan _now;
    private TimeSpan? _wakeAt;

    /// <summary>Refuses every connection; null: no node does.</summary>
    internal int? Unreachable { get; set; }

    internal int Calls { get; private set; }

    internal List<PassingEffect.Ask> Asked => [.. _asked.Select(x => x.Ask)];

    internal List<ISessionMessage> Answers => [.. _answers.Select(x => x.Event)];

    internal ISessionMessage Answer => _answers[^1].Event;

    internal bool IsHeard => _answers[^1].IsHeard;

    internal void Sees(int? holder, bool isLive = true)
    {
        _view = _view.Hearing(
            Enumerable
                .Range(1, 3)
                .Where(x => isLive || x != holder)
                .Select(x => Cluster.Node(x, Sessions))
                .ToValueList(),
            holder is { } node ? [Cluster.Holder(1, node)] : []
        );
        Decide(new PassingInput.ViewChanged(_view));
    }

    internal void Asks(ISessionMessage message) => Decide(new PassingInput.Asked(++Calls, message));

    internal void Hears(int node, object said) => End(node, new PeerAnswer.Heard(said));

    internal void NotTaken(int node) => End(node, new PeerAnswer.NotTaken("refused"));

    internal void Silent(int node) => End(node, new PeerAnswer.Silent("broken"));

    internal void Stop() => Decide(new PassingInput.Stopping());

    internal void Pass(TimeSpan time)
    {
        var end = _now + time;
        while (_wakeAt is { } at && at <= end)
        {
            _now = at > _now ? at : _now;
            Decide(new PassingInput.Woke());
        }

        _now = end;
    }

    /// <summary>The node ends the oldest question that it was asked, if it was.</summary>
    private void End(int node, PeerAnswer answer)
    {
        var i = _asked.FindIndex(x => !x.IsOver && x.Ask.Node.Name == Cluster.Name(node));
        if (i < 0)
            return;
        _asked[i] = _asked[i] with { IsOver = true };
        Decide(new PassingInput.Ended(_asked[i].Ask.Call, Cluster.Name(node), answer));
    }

    private void Decide(PassingInput input)
    {
        var decision = PassingRules.Decide(_state, input, _now);
        _state = decision.State;
        _wakeAt = decision.WakeAt;
        foreach (var effect in decision.Effects)
        {
            switch (effect)
            {
                case PassingEffect.Ask ask:
                    ask.Patience.ShouldBeGreaterThan(TimeSpan.Zero);
                    _asked.Add((ask, false));
                    break;
                case PassingEffect.Answer answer:
                    _answers.ShouldNotContain(x => x.Call == answer.Call);
                    _answers.Add(answer);
                    break;
            }
        }

        if (
            Unreachable is { } node
            && decision.Effects.OfType<PassingEffect.Ask>().Any(x => x.Node.Name == Cluster.Name(node))
        )
            NotTaken(node);
    }
}
