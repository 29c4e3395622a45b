using Xunit.Abstractions;
using static RiskEngine.Core.Tests.Given;
using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

/// <summary>What a decision costs while much is engaged: it may grow with what there is, but no faster.</summary>
public sealed class SwitchCostSpec(ITestOutputHelper output)
{
    private const int Few = 150;
    private const int Many = 1_500;

    /// <summary>Ten times as many, each found in a tree that is by so much deeper: log 1500 / log 150. What is quadratic is a hundred times.</summary>
    private const double InProportion = 10 * 1.46;

    /// <summary>The same decision is taken so often, and the shortest time counts: what else the machine does only makes one longer.</summary>
    private const int Takes = 9;

    [Fact]
    public void Decision_must_cost_no_more_than_in_proportion_when_ten_times_as_much_is_under_way()
    {
        var (few, many) = (Decisions(Few).ToList(), Decisions(Many).ToList());

        foreach (var ((what, less), (_, more)) in few.Zip(many))
        {
            output.WriteLine(
                $"{what}: {less.Bytes} and {more.Bytes} bytes, {less.Time.TotalMicroseconds:f0} and {more.Time.TotalMicroseconds:f0} us"
            );
            ((double)more.Bytes / less.Bytes).ShouldBeLessThan(InProportion, $"bytes of {what}");
            // The time is printed and not asserted: caches hold the few and not the many, the less so beside another suite.
        }
    }

    [Fact]
    public void Reset_must_look_once_at_each_that_waits_when_another_one_of_an_engagement_is_added()
    {
        Add(Few).Bytes.ShouldBeGreaterThan(0);

        ((double)Add(Many).Bytes / Add(Few).Bytes).ShouldBeLessThan(InProportion);

        static Cost Add(int resets)
        {
            var engage = Engaged(KillSwitchHistory.Empty, Everything);
            var history = Enumerable
                .Range(0, resets)
                .Aggregate(KillSwitchHistory.Of([engage]), (all, i) => all.Add(Wish(engage, i)));
            history.Holds(engage.Engagement, ResetApprovals.TwoPeople).ShouldBeTrue();
            return CostOf(() => history.Add(Wish(engage, resets)));
        }

        // One person's, each of which is over before the next.
        static KillSwitchRecord.Reset Wish(KillSwitchRecord.Engage engage, int number) =>
            new([engage.Engagement], Ann, new Reason("mended"), At.AddHours(number), Desk)
            {
                Until = At.AddHours(number).AddMinutes(1),
            };
    }

    /// <summary>Engages again and again while no cancel ends, then decides over each kind of thing that may happen.</summary>
    private static IEnumerable<(string What, Cost Cost)> Decisions(int engagements)
    {
        var it = new SwitchScript(Usual with { Deadline = Sec(60), RememberedAnswers = engagements });
        var view = new ClusterView(
            [new ClusterNode(Desk, null, [Maker, Taker]), new ClusterNode(Other, null, [Maker, Taker])],
            [new SessionHolder(Maker, Desk, FencingToken.First), new SessionHolder(Taker, Other, FencingToken.First)]
        );
        it.Feed(new SwitchInput.ViewChanged(view));
        for (var i = 0; i < engagements; i++)
            it.Engages(i % 2 == 0 ? Everything : MakerOnly);
        var stores = it.Unclaimed.OfType<SwitchEffect.Store>().Select(x => x.Record).ToList();
        var cancel = it.Unclaimed.OfType<SwitchEffect.Cancel>().First().Command;
        var engagement = ((KillSwitchRecord.Engage)stores[0]).Engagement;
        var told = Engaged(KillSwitchHistory.Empty, Everything, Other);

        foreach (
            var input in (SwitchInput[])
                [
                    new SwitchInput.EngageAsked(
                        new EngageKillSwitch(Everything, new CommandId("one-more"), Ann, new Reason("spread gone"))
                    ),
                    new SwitchInput.ResetAsked(
                        new ResetKillSwitch([engagement.Id], new CommandId("reset"), Ann, new Reason("mended"))
                    ),
                    new SwitchInput.GateKnown(new SessionGate(Maker, it.State.Switch)),
                    new SwitchInput.CancelEnded(SwitchScript.Canceled(cancel)),
                    new SwitchInput.GuardianUp(Maker),
                    new SwitchInput.Elsewhere(Maker),
                    new SwitchInput.ViewChanged(view),
                    new SwitchInput.PeerTold(1, new PeerMessage.OfSwitch(Other, [told], told.Engagement.Id, Sec(5))),
                    new SwitchInput.PeerEnded(
                        engagement.Id,
                        Other,
                        new PeerAnswer.Heard(new SwitchReport(Other, [], [Taker]))
                    ),
                    new SwitchInput.Stored(stores[0], new KillSwitchAppend.Kept(KillSwitchDurability.ThisNode)),
                    new SwitchInput.LogRead(new KillSwitchReading.Complete(KillSwitchHistory.Of(stores))),
                    new SwitchInput.Woke(),
                    new SwitchInput.Stopping(),
                ]
        )
            yield return (
                input.GetType().Name,
                CostOf(() => SwitchConductor.Decide(it.State, input, it.Now)).AtLeast(1_000)
            );
    }

    private static Cost CostOf(Func<object> decide)
    {
        decide();
        var (bytes, shortest) = (long.MaxValue, TimeSpan.MaxValue);
        for (var i = 0; i < Takes; i++)
        {
            var (start, before) = (TimeProvider.System.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            decide();
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
            var took = TimeProvider.System.GetElapsedTime(start);
            shortest = took < shortest ? took : shortest;
        }

        return new Cost(bytes, shortest);
    }

    private sealed record Cost(long Bytes, TimeSpan Time)
    {
        /// <summary>Of what costs next to nothing no proportion is told.</summary>
        internal Cost AtLeast(long bytes) =>
            this with
            {
                Bytes = Math.Max(Bytes, bytes),
                Time = Time > TimeSpan.FromMicroseconds(10) ? Time : TimeSpan.FromMicroseconds(10),
            };
    }
}
