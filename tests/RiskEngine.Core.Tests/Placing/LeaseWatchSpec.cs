using FsCheck;
using FsCheck.Fluent;

namespace RiskEngine.Core.Tests.Placing;

/// <summary>When a lease that was not given back counts as ended.</summary>
public sealed class LeaseWatchSpec
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Lease_must_have_ended_only_when_it_stood_still_for_as_long_as_it_is_watched()
    {
        var steps = Steps(Cluster.Limits.WatchFor);

        Watch(steps[..^1]).ShouldBeNull();
        Watch(steps).ShouldBe(Seen(stamp: 1));
    }

    [Fact]
    public void Watch_must_start_anew_when_the_lease_was_renewed() =>
        Watch([.. Steps(Cluster.Limits.WatchFor), new Reading(Cluster.Limits.RoundEvery, Seen(stamp: 2))])
            .ShouldBeNull();

    [Fact]
    public void Watch_must_start_anew_when_another_was_granted_the_session() =>
        Watch([.. Steps(Cluster.Limits.WatchFor), new Reading(Cluster.Limits.RoundEvery, Seen(stamp: 1, token: 2))])
            .ShouldBeNull();

    [Fact]
    public void Watch_must_start_anew_when_a_reading_failed() =>
        Watch([.. Steps(Cluster.Limits.WatchFor), new Reading(Cluster.Limits.RoundEvery, null), Again]).ShouldBeNull();

    [Fact]
    public void Watch_must_start_anew_when_a_reading_came_late_and_go_on_when_it_came_in_time()
    {
        Watch([.. Steps(Cluster.Limits.WatchFor), new Reading(Cluster.Limits.RoundEvery * 2, Seen(stamp: 1))])
            .ShouldNotBeNull();
        Watch([.. Steps(Cluster.Limits.WatchFor), new Reading(Cluster.Limits.RoundEvery * 2.1, Seen(stamp: 1))])
            .ShouldBeNull();
    }

    [Fact]
    public void Lease_must_have_ended_exactly_when_the_readings_since_it_changed_are_whole_and_long_enough()
    {
        var readings = Gen.Choose(0, 59).Select(Read).ListOf().ToArbitrary();
        Seeds.Run(
            Seeds.From(1, 3),
            seed =>
                Prop.ForAll(readings, x => Watch([.. x]) == Expected([.. x]))
                    .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay((ulong)seed, 1))
        );
    }

    private static Reading Again => new(Cluster.Limits.RoundEvery, Seen(stamp: 1));

    /// <summary>Mostly in time and unchanged; one in twenty is late, fails, or shows a renewal.</summary>
    private static Reading Read(int dice) =>
        dice switch
        {
            < 3 => new Reading(Cluster.Limits.LatestReading + TimeSpan.FromMilliseconds(1), Seen(stamp: 1)),
            < 6 => new Reading(Cluster.Limits.RoundEvery, null),
            < 9 => new Reading(Cluster.Limits.RoundEvery, Seen(stamp: dice)),
            _ => new Reading(Cluster.Limits.LatestReading / 60 * dice, Seen(stamp: 1)),
        };

    /// <summary>The same, found from the end: how far back is nothing amiss?</summary>
    private static SeenLease? Expected(List<Reading> readings)
    {
        if (readings is not [.., { Lease: { } last }])
            return null;
        var stood = -Latency;
        for (var i = readings.Count - 1; i > 0; i--)
        {
            if (readings[i - 1].Lease != last || readings[i].After > Cluster.Limits.LatestReading)
                break;
            stood += readings[i].After;
        }

        return stood >= Cluster.Limits.WatchFor ? last : null;
    }

    private static SeenLease? Watch(IReadOnlyList<Reading> readings)
    {
        var (watch, now) = ((LeaseWatch?)null, TimeSpan.FromHours(1));
        foreach (var reading in readings)
        {
            now += reading.After;
            watch = reading.Lease is { } lease
                ? LeaseWatch.After(watch, [lease], now - Latency, now, Cluster.Limits)
                : null;
        }

        var ended = watch?.Ended(Cluster.Session(1), Cluster.Limits);
        (watch?.Holders(Cluster.Limits).Count ?? 0).ShouldBe(watch is null || ended is not null ? 0 : 1);
        return ended;
    }

    /// <summary>Readings in time, of which the last one is the first that is late enough.</summary>
    private static List<Reading> Steps(TimeSpan longEnough) =>
        [
            .. Enumerable
                .Range(0, 2 + (int)((longEnough + Latency) / Cluster.Limits.RoundEvery))
                .Select(_ => new Reading(Cluster.Limits.RoundEvery, Seen(stamp: 1))),
        ];

    private static SeenLease Seen(long stamp, long token = 1) => new(Cluster.Holder(1, 1, token), stamp);

    /// <summary>How long after the one before a reading came, and what it showed; null: it failed.</summary>
    private sealed record Reading(TimeSpan After, SeenLease? Lease);
}
