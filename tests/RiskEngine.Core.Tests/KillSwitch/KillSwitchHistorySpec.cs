using static RiskEngine.Core.Tests.SwitchNodes;

namespace RiskEngine.Core.Tests;

/// <summary>Three nodes engage, reset and hear of each other in any order; a failure names its seed.</summary>
[Long]
public sealed class KillSwitchHistorySpec
{
    [SeededProperty(MaxTest = 200, EndSize = 60)]
    public void Merge_must_be_commutative_associative_and_idempotent(SwitchStep[] steps)
    {
        var nodes = After(steps);
        var (a, b, c) = (nodes[0].History, nodes[1].History, nodes[2].History);
        a.Merge(b).ShouldBe(b.Merge(a));
        a.Merge(b).Merge(c).ShouldBe(a.Merge(b.Merge(c)));
        a.Merge(a).ShouldBe(a);
        a.Merge(KillSwitchHistory.Empty).ShouldBe(a);
        a.Merge(b).GetHashCode().ShouldBe(b.Merge(a).GetHashCode());
        a.Merge(b).Except(a).ShouldBe(b.Except(a), ignoreOrder: true);
    }

    [SeededProperty(MaxTest = 200, EndSize = 60)]
    public void Any_interleaving_of_histories_must_end_equal(SwitchStep[] steps, int dice)
    {
        var nodes = After(steps);
        var all = nodes.SelectMany(x => x.History.Records).ToArray();
        var random = new Random(dice);
        var whole = nodes.Select(x => x.History).Aggregate((left, right) => left.Merge(right));
        for (var i = 0; i < 3; i++)
        {
            random.Shuffle(all);
            var heard = all.Aggregate(KillSwitchHistory.Empty, (history, record) => history.Add(record));
            heard.ShouldBe(whole);
            foreach (var approvals in Enum.GetValues<ResetApprovals>())
            {
                heard.State(approvals).ShouldBe(whole.State(approvals));
                heard.Waiting(approvals, Switches.At).ShouldBe(whole.Waiting(approvals, Switches.At));
            }
        }
    }

    [SeededProperty(MaxTest = 200, EndSize = 60)]
    public void Engagement_must_hold_until_enough_people_who_knew_it_have_reset_it(SwitchStep[] steps)
    {
        foreach (var node in After(steps))
            node.History.State(Approvals).ShouldBe(KillSwitchState.Of(node.Holding()));
    }

    [SeededProperty(MaxTest = 200, EndSize = 60)]
    public void Engagement_must_hold_on_every_node_that_hears_of_it_when_it_was_made_after_all_resets(
        SwitchStep[] steps
    )
    {
        var nodes = After(steps);
        var latest = Switches.Engaged(nodes[0].History, Switches.Everything);

        foreach (var node in nodes)
            node.History.Add(latest)
                .State(Approvals)
                .ShouldBeOfType<KillSwitchState.Engaged>()
                .Engagements.ShouldContain(latest.Engagement);
    }

    [SeededProperty(MaxTest = 200, EndSize = 60)]
    public void Folding_must_change_nothing_of_what_holds_whatever_is_merged_afterwards(SwitchStep[] steps, byte keep)
    {
        var nodes = After(steps);
        var (a, b) = (nodes[0].History, nodes[1].History);
        foreach (var approvals in Enum.GetValues<ResetApprovals>())
        {
            var folded = a.Fold(approvals, keep % 4);
            folded.State(approvals).ShouldBe(a.State(approvals));
            folded.NextEpoch.ShouldBe(a.NextEpoch);
            folded.CountCleared(approvals).ShouldBeLessThanOrEqualTo(keep % 4);
            folded.Merge(a).ShouldBe(folded);
            folded.Merge(b).ShouldBe(b.Merge(folded));
            folded.Merge(b).State(approvals).ShouldBe(a.Merge(b).State(approvals));
        }
    }

    [SeededProperty(MaxTest = 200, EndSize = 60)]
    public void Record_must_be_read_as_it_was_written(SwitchStep[] steps)
    {
        foreach (var record in After(steps).SelectMany(x => x.History.Records))
            KillSwitchRecordJson.Read(KillSwitchRecordJson.Write(record)).ShouldBe(record);
    }
}
