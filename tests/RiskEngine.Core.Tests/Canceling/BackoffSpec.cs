using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class BackoffSpec
{
    private static readonly TimeSpan Now = Sec(100);

    [Fact]
    public void First_failure_must_be_followed_at_once()
    {
        var backoff = Backoff.None.AfterFailure(Now, Limits, 0.5);
        backoff.Holds(Now).ShouldBeFalse();
        backoff.NotBefore.ShouldBeNull();
    }

    [Fact]
    public void Waits_must_double_from_the_first_to_the_longest_and_stay_there()
    {
        var backoff = Backoff.None.AfterFailure(Now, Limits, 1);
        var waits = new List<double>();
        for (var i = 0; i < 60; i++)
        {
            backoff = backoff.AfterFailure(Now, Limits, 1);
            waits.Add((backoff.NotBefore!.Value - Now).TotalMilliseconds);
        }

        waits[..6].ShouldBe([50, 100, 200, 400, 800, 1000]);
        waits[6..].ShouldAllBe(wait => wait == 1000);
    }

    [Fact]
    public void Jitter_must_lie_between_the_half_and_the_whole_of_a_wait()
    {
        var jitter = Jitter.From(0);
        for (var i = 0; i < 1000; i++)
        {
            (var fraction, jitter) = jitter.Next();
            fraction.ShouldBeInRange(0, 1);
            var wait = Backoff.None.AfterFailure(Now, Limits, 0).AfterFailure(Now, Limits, fraction).NotBefore - Now;
            wait!.Value.ShouldBeInRange(Ms(25), Ms(50));
        }
    }

    [Fact]
    public void Jitter_must_differ_between_seeds_and_repeat_for_the_same_seed()
    {
        Jitter.From(1).Next().ShouldBe(Jitter.From(1).Next());
        Jitter.From(1).Next().Fraction.ShouldNotBe(Jitter.From(2).Next().Fraction);
    }

    [Fact]
    public void Wait_must_end_at_its_very_time()
    {
        var backoff = Backoff.None.Until(Now, isBinding: true);
        backoff.Holds(Now - TimeSpan.FromTicks(1)).ShouldBeTrue();
        backoff.Holds(Now).ShouldBeFalse();
    }
}
