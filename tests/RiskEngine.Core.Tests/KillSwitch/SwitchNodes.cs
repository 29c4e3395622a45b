namespace RiskEngine.Core.Tests;

/// <summary>One thing that happens: what the bytes select is taken modulo what there is.</summary>
public sealed record SwitchStep(byte Act, byte Node, byte Other, byte Scope, byte UpTo);

/// <summary>Nodes that share a kill switch, and beside each a model of what it must know.</summary>
internal static class SwitchNodes
{
    internal const ResetApprovals Approvals = ResetApprovals.TwoPeople;

    private static readonly RequestedBy.Person[] People = [new("ann"), new("bob"), new("eve")];

    private static readonly KillSwitchScope[] Scopes =
    [
        Switches.Everything,
        Switches.MakerOnly,
        new KillSwitchScope.Exchange(ExchangeName.Gemini),
        new KillSwitchScope.Account(ExchangeName.Gemini, new AccountName("primary")),
        new KillSwitchScope.Strategy(new StrategyId("grid")),
    ];

    internal static IReadOnlyList<SwitchNode> After(SwitchStep[] steps)
    {
        SwitchNode[] nodes = [new(new NodeName("a")), new(new NodeName("b")), new(new NodeName("c"))];
        foreach (var step in steps)
        {
            var node = nodes[step.Node % nodes.Length];
            var scope = Scopes[step.Scope % 3 == 0 ? step.Scope / 3 % Scopes.Length : 0];
            if (step.Act % 5 < 2)
                node.Engage(scope);
            else if (step.Act % 5 < 4)
                node.Reset(scope, step.UpTo % 12 + 1, People[step.Other % People.Length]);
            else
                node.Hear(nodes[step.Other % nodes.Length]);
        }

        return nodes;
    }
}

/// <summary>A node: the history under test, and what it must amount to by plain book-keeping.</summary>
internal sealed class SwitchNode(NodeName name)
{
    private readonly HashSet<Engagement> _known = [];
    private readonly HashSet<(Engagement, string Person)> _resets = [];

    internal KillSwitchHistory History { get; private set; } = KillSwitchHistory.Empty;

    internal IEnumerable<Engagement> Holding() =>
        _known.Where(x => _resets.Count(reset => reset.Item1 == x) < (int)SwitchNodes.Approvals);

    internal void Engage(KillSwitchScope scope)
    {
        var record = Switches.Engaged(History, scope, name);
        _known.ShouldAllBe(x => x.Epoch < record.Epoch);
        _known.Add(record.Engagement);
        History = History.Add(record);
    }

    internal void Reset(KillSwitchScope scope, long upTo, RequestedBy.Person person)
    {
        var clears = Holding().Where(x => x.Scope == scope && x.Epoch.Value <= upTo).ToList();
        var before = Holding().ToList();
        _resets.UnionWith(clears.Select(x => (x, person.Name)));
        switch (Switches.Reset(History, scope, upTo, person, SwitchNodes.Approvals, name))
        {
            case ResetDecision.Clears(var record, var engagements, _, var after):
                engagements.ShouldBe(before.Except(Holding()), ignoreOrder: true);
                record.Cleared.ShouldAllBe(x => clears.Contains(x));
                History = after;
                break;
            case ResetDecision.Waits(_, var after):
                Holding().ShouldBe(before, ignoreOrder: true);
                History = after;
                break;
            default:
                Holding().ShouldBe(before, ignoreOrder: true);
                break;
        }
    }

    internal void Hear(SwitchNode other)
    {
        _known.UnionWith(other._known);
        _resets.UnionWith(other._resets);
        History = History.Merge(other.History);
    }
}
