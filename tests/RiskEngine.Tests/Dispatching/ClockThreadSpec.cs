using System.Collections.Concurrent;

namespace RiskEngine.Tests.Dispatching;

/// <summary>Timers on a thread of their own.</summary>
public sealed class ClockThreadSpec : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly ClockThread _clock = new();
    private readonly BlockingCollection<(string Name, TimeSpan At)> _rang = [];

    public void Dispose()
    {
        _clock.Dispose();
        _rang.Dispose();
    }

    [Fact]
    public void Timers_must_fire_in_the_order_of_their_times_and_none_too_early()
    {
        var release = HoldTheThread();
        var start = Now;
        using var late = Timer("late", Short * 3);
        using var early = Timer("early", Short);
        using var middle = Timer("middle", Short * 2);
        release.Set();

        var rang = Enumerable.Range(0, 3).Select(_ => Take()).ToList();

        rang.Select(x => x.Name).ShouldBe(["early", "middle", "late"]);
        rang.Zip((TimeSpan[])[Short, Short * 2, Short * 3]).ShouldAllBe(x => x.First.At - start >= x.Second);
    }

    [Fact]
    public void Timer_must_fire_at_the_time_set_last_alone()
    {
        var release = HoldTheThread();
        using var earlier = Timer("earlier", Patience);
        using var later = Timer("later", Short);
        using var off = Timer("off", Short);
        earlier.Change(Short, Never);
        later.Change(Patience, Never);
        off.Change(Never, Never);
        using var last = Timer("last", Short * 4);
        release.Set();

        Take().Name.ShouldBe("earlier");
        Take().Name.ShouldBe("last");
    }

    [Fact]
    public void Timer_must_fire_again_and_again_until_it_is_disposed_of()
    {
        var repeated = _clock.CreateTimer(_ => Ring("repeated"), null, Short, Short);
        var times = Enumerable.Range(0, 3).Select(_ => Take().At).ToList();
        repeated.Dispose();
        using var last = Timer("last", Short * 4);

        times.Zip(times.Skip(1)).ShouldAllBe(x => x.Second - x.First > TimeSpan.Zero);
        // What fired before it was disposed of may still be there.
        while (Take() is { Name: not "last" }) { }
        _rang.ShouldBeEmpty();
    }

    [Fact]
    public void Callbacks_must_run_on_one_thread_that_is_not_the_pools()
    {
        var threads = new BlockingCollection<Thread>();
        using var one = _clock.CreateTimer(_ => threads.Add(Thread.CurrentThread), null, TimeSpan.Zero, Never);
        using var two = _clock.CreateTimer(_ => threads.Add(Thread.CurrentThread), null, Short, Never);

        threads.TryTake(out var first, Patience).ShouldBeTrue();
        threads.TryTake(out var second, Patience).ShouldBeTrue();
        first.ShouldBe(second);
        first!.IsThreadPoolThread.ShouldBeFalse();
        threads.Dispose();
    }

    [Fact]
    public void Thread_must_end_with_the_clock()
    {
        var threads = new BlockingCollection<Thread>();
        using var timer = _clock.CreateTimer(_ => threads.Add(Thread.CurrentThread), null, TimeSpan.Zero, Never);
        threads.TryTake(out var thread, Patience).ShouldBeTrue();

        _clock.Dispose();

        thread!.Join(Patience).ShouldBeTrue();
        threads.Dispose();
    }

    /// <summary>Nothing fires until it is released, however long a test takes to set its timers.</summary>
    private ManualResetEventSlim HoldTheThread()
    {
        using var isHeld = new ManualResetEventSlim();
        var release = new ManualResetEventSlim();
        using var timer = _clock.CreateTimer(
            _ =>
            {
                isHeld.Set();
                release.Wait(Patience);
            },
            null,
            TimeSpan.Zero,
            Never
        );
        isHeld.Wait(Patience).ShouldBeTrue();
        return release;
    }

    private TimeSpan Now => _clock.GetElapsedTime(0);

    private ITimer Timer(string name, TimeSpan wait) => _clock.CreateTimer(_ => Ring(name), null, wait, Never);

    private void Ring(string name) => _rang.Add((name, Now));

    private (string Name, TimeSpan At) Take()
    {
        _rang.TryTake(out var rang, Patience).ShouldBeTrue();
        return rang;
    }
}
