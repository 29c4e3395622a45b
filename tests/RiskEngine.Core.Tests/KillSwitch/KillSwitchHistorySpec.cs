using FsCheck;
using FsCheck.Fluent;
using static RiskEngine.Core.Tests.SwitchNodes;

namespace RiskEngine.Core.Tests;

/// <summary>Three nodes engage, reset and hear of each other in any order; a failure names its seed.</summary>
public sealed class KillSwitchHistorySpec
{
    [Fact]
    public void Merge_must_be_commutative_associative_and_idempotent() =>
        Check(nodes =>
        {
            var (a, b, c) = (nodes[0].History, nodes[1].History, nodes[2].History);
            a.Merge(b).ShouldBe(b.Merge(a));
            a.Merge(b).Merge(c).ShouldBe(a.Merge(b.Merge(c)));
            a.Merge(a).ShouldBe(a);
            a.Merge(KillSwitchHistory.Empty).ShouldBe(a);
            a.Merge(b).GetHashCode().ShouldBe(b.Merge(a).GetHashCode());
            a.Merge(b).Except(a).ShouldBe(b.Except(a), ignoreOrder: true);
        });

    [Fact]
    public void Any_interleaving_of_histories_must_end_equal() =>
        Check(
            (nodes, seed) =>
            {
                var all = nodes.SelectMany(x => x.History.Records).ToArray();
                var dice = new Random(seed);
                var whole = nodes.Select(x => x.History).Aggregate((left, right) => left.Merge(right));
                for (var i = 0; i < 3; i++)
                {
                    dice.Shuffle(all);
                    var heard = all.Aggregate(KillSwitchHistory.Empty, (history, record) => history.Add(record));
                    heard.ShouldBe(whole);
                    foreach (var approvals in Enum.GetValues<ResetApprovals>())
                    {
                        heard.State(approvals).ShouldBe(whole.State(approvals));
                        heard.Waiting(approvals).ShouldBe(whole.Waiting(approvals));
                    }
                }
            }
        );

    [Fact]
    public void Engagement_must_hold_until_enough_people_who_knew_it_have_reset_it() =>
        Check(nodes =>
        {
            foreach (var node in nodes)
                node.History.State(Approvals).ShouldBe(KillSwitchState.Of(node.Holding()));
        });

    [Fact]
    public void Engagement_must_hold_on_every_node_that_hears_of_it_when_it_was_made_after_all_resets() =>
        Check(nodes =>
        {
            var latest = Switches.Engaged(nodes[0].History, Switches.Everything);

            foreach (var node in nodes)
                node.History.Add(latest)
                    .State(Approvals)
                    .ShouldBeOfType<KillSwitchState.Engaged>()
                    .Engagements.ShouldContain(latest.Engagement);
        });

    [Fact]
    public void Record_must_be_read_as_it_was_written() =>
        Check(nodes =>
        {
            foreach (var record in nodes.SelectMany(x => x.History.Records))
                KillSwitchRecordJson.Read(KillSwitchRecordJson.Write(record)).ShouldBe(record);
        });

    private static void Check(Action<IReadOnlyList<SwitchNode>> holds) => Check((nodes, _) => holds(nodes));

    private static void Check(Action<IReadOnlyList<SwitchNode>, int> holds) =>
        Seeds.Run(
            Seeds.From(1, 2),
            seed =>
                Prop.ForAll(ArbMap.Default.ArbFor<SwitchStep[]>(), steps => holds(After(steps), seed))
                    .Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(60).WithReplay((ulong)seed, 1))
        );
}
