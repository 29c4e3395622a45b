using Xunit.Abstractions;
using static RiskEngine.Core.Tests.Given;
using static RiskEngine.Core.Tests.Switches;

namespace RiskEngine.Core.Tests;

/// <summary>What a decision costs while much is engaged: it may grow with what there is, but no faster.</summary>
public sealed class SwitchCostSpec(ITestOutputHelper output)
{
    private const int Few = 150;
    private const int Many = 1_500;

    [Fact]
    public void Decision_must_cost_no_more_than_in_proportion_when_ten_times_as_much_is_under_way()
    {
        Decisions(Few);
        var (few, many) = (Decisions(Few), Decisions(Many));

        output.WriteLine($"p50 of a decision: {few.P50.TotalMilliseconds:f3} ms, {many.P50.TotalMilliseconds:f3} ms");
        output.WriteLine($"mean: {few.Mean.TotalMilliseconds:f3} ms, {many.Mean.TotalMilliseconds:f3} ms");
        // Ten times as many are ten times the cost at most; what is quadratic in it would be a hundred times.
        (many.P50 / few.P50).ShouldBeLessThan(30);
    }

    /// <summary>Engages again and again while no cancel ends, and then lets everything end.</summary>
    private static (TimeSpan P50, TimeSpan Mean) Decisions(int engagements)
    {
        var it = new SwitchScript(Usual with { Deadline = Sec(60), RememberedAnswers = engagements });
        var grown = new List<TimeSpan>();
        for (var i = 0; i < engagements; i++)
            it.Engages(i % 2 == 0 ? Everything : MakerOnly);
        var stores = it.Unclaimed.OfType<SwitchEffect.Store>().Select(x => x.Record).ToList();
        var cancels = it.Unclaimed.OfType<SwitchEffect.Cancel>().Select(x => x.Command).ToList();
        it.Forget();
        // Each of these is decided while all of them are under way.
        Timed(() => it.Engages(Everything));
        Timed(() => it.Closes(Maker));
        Timed(() => it.Closes(Taker));
        foreach (var record in stores.Take(10))
            Timed(() => it.Keeps(record));
        foreach (var cancel in cancels.Take(20))
            Timed(() => it.Ends(cancel));
        for (var i = 0; i < 10; i++)
            Timed(() => it.Engages(Everything));
        Timed(() => it.Reads(new KillSwitchReading.Complete(KillSwitchHistory.Of(stores))));
        Timed(() => it.Passes(Ms(1)));
        grown.Sort();
        return (grown[grown.Count / 2], grown.Aggregate((sum, x) => sum + x) / grown.Count);

        void Timed(Action decide)
        {
            var start = TimeProvider.System.GetTimestamp();
            decide();
            grown.Add(TimeProvider.System.GetElapsedTime(start));
            it.Forget();
        }
    }
}
