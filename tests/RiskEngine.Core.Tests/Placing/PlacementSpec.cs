using static RiskEngine.Core.Tests.Placing.Cluster;

namespace RiskEngine.Core.Tests.Placing;

public sealed class PlacementSpec
{
    [Fact]
    public void Sessions_must_be_spread_evenly_when_none_is_held()
    {
        var placed = Placement.Of(Live(3, Sessions(7)), []);

        Loads(placed, 3).ShouldBe([3, 2, 2]);
    }

    [Fact]
    public void Session_must_stay_where_it_is_while_its_node_lives()
    {
        var placed = Placement.Of(Live(2, Sessions(2)), [Holder(1, 2), Holder(2, 1)]);

        placed[Session(1)].ShouldBe(Name(2));
        placed[Session(2)].ShouldBe(Name(1));
    }

    [Fact]
    public void Sessions_of_a_dead_node_must_move_and_no_others()
    {
        var placed = Placement.Of(Live(2, Sessions(4)), [Holder(1, 1), Holder(2, 2), Holder(3, 3), Holder(4, 3)]);

        placed[Session(1)].ShouldBe(Name(1));
        placed[Session(2)].ShouldBe(Name(2));
        Loads(placed, 2).ShouldBe([2, 2]);
    }

    [Fact]
    public void One_session_at_a_time_must_move_when_a_node_has_joined()
    {
        var placed = Placement.Of(Live(2, Sessions(4)), [.. Enumerable.Range(1, 4).Select(i => Holder(i, 1))]);

        Loads(placed, 2).ShouldBe([3, 1]);
    }

    [Fact]
    public void Session_must_go_to_no_node_that_could_not_run_it()
    {
        var placed = Placement.Of([Node(1, [Session(1)]), Node(2, [Session(2)])], [Holder(2, 1)]);

        placed[Session(1)].ShouldBe(Name(1));
        placed[Session(2)].ShouldBe(Name(2));
    }

    [Fact]
    public void Nothing_must_be_placed_when_nobody_lives() => Placement.Of([], [Holder(1, 1)]).ShouldBeEmpty();

    [Fact]
    public void Placing_again_and_again_must_come_to_rest_evenly_whatever_it_starts_from() =>
        Seeds.Run(
            Seeds.From(1, 200),
            seed =>
            {
                var dice = new Random(seed);
                var (nodes, sessions) = (dice.Next(1, 6), dice.Next(1, 13));
                var holders = Enumerable
                    .Range(1, sessions)
                    .Where(_ => dice.Next(3) > 0)
                    .Select(x => Holder(x, dice.Next(1, 7)))
                    .ToArray();
                for (var i = 0; i < sessions; i++)
                    holders = Held(Placement.Of(Live(nodes, Sessions(sessions)), holders));

                var placed = Placement.Of(Live(nodes, Sessions(sessions)), holders);

                placed.Count.ShouldBe(sessions);
                Held(placed).ShouldBe(holders, ignoreOrder: true);
                (Loads(placed, nodes).Max() - Loads(placed, nodes).Min()).ShouldBeLessThan(2);
            }
        );

    private static ClusterNode[] Live(int nodes, ValueList<SessionKey> sessions) =>
        [.. Enumerable.Range(1, nodes).Select(x => Node(x, sessions))];

    private static SessionHolder[] Held(IReadOnlyDictionary<SessionKey, NodeName> placed) =>
        [.. placed.Select(x => new SessionHolder(x.Key, x.Value, FencingToken.First))];

    private static List<int> Loads(IReadOnlyDictionary<SessionKey, NodeName> placed, int nodes) =>
        [.. Enumerable.Range(1, nodes).Select(x => placed.Values.Count(y => y == Name(x)))];
}
