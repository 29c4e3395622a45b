using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Rules;

public sealed class RateLimitSpec
{
    [Fact]
    public void Twenty_requests_in_close_succession_must_be_10_processed_5_queued_and_5_refused_when_the_limit_is_the_published_one()
    {
        var lab = new Lab();
        var steps = Enumerable.Range(0, 20).Select(_ => lab.Begin(Lab.Heartbeat)).ToList();

        steps.Take(10).ShouldAllBe(step => Status(step) == 200);
        steps.Skip(10).Take(5).ShouldAllBe(step => step is Step.Wait);
        steps.Skip(15).ShouldAllBe(step => Status(step) == 429);

        // The five that were queued are processed one by one, all within two seconds.
        steps.Skip(10).Take(5).ShouldAllBe(step => lab.Finish(step).Answer!.Status == 200);
        (lab.Now - Lab.Start).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        lab.World.Requests.Count(record => record.IsExecuted).ShouldBe(15);
    }

    [Fact]
    public void Queued_requests_must_wait_a_tenth_of_a_second_each_when_the_rate_is_600_a_minute()
    {
        var lab = new Lab();
        var waits = Enumerable.Range(0, 15).Select(_ => lab.Begin(Lab.Heartbeat)).OfType<Step.Wait>();
        waits.Select(wait => (wait.Until - Lab.Start).TotalMilliseconds).ShouldBe([100, 200, 300, 400, 500]);
    }

    [Fact]
    public void Refusal_must_be_the_documented_one_when_the_queue_is_full()
    {
        var lab = new Lab();
        var answer = Enumerable.Range(0, 16).Select(_ => lab.Begin(Lab.Heartbeat)).ToList()[^1];
        ((Step.Done)answer).Reply.Answer!.Body.ShouldBe(
            """{"result":"error","reason":"RateLimit","message":"Too Many Requests"}"""
        );
        ((Step.Done)answer).Reply.Answer!.RetryAfter.ShouldBeNull();
    }

    [Fact]
    public void Requests_must_be_refused_until_the_rate_drops_when_the_sender_goes_on()
    {
        var lab = new Lab();
        for (var i = 0; i < 20; i++)
            lab.Begin(Lab.Heartbeat);
        Status(lab.Begin(Lab.Heartbeat)).ShouldBe(429);
        lab.Pass(TimeSpan.FromMilliseconds(99));
        Status(lab.Begin(Lab.Heartbeat)).ShouldBe(429);
        lab.Pass(TimeSpan.FromSeconds(2));
        Status(lab.Begin(Lab.Heartbeat)).ShouldBe(200);
    }

    [Fact]
    public void Steady_600_a_minute_must_all_be_processed_when_nobody_bursts()
    {
        var lab = new Lab();
        for (var i = 0; i < 600; i++)
        {
            Status(lab.Begin(Lab.Heartbeat)).ShouldBe(200);
            lab.Pass(TimeSpan.FromMilliseconds(100));
        }
    }

    [Fact]
    public void Each_key_must_have_a_rate_of_its_own_when_two_share_an_account()
    {
        var lab = new Lab();
        for (var i = 0; i < 20; i++)
            lab.Begin(Lab.Heartbeat, Lab.Maker);
        Status(lab.Begin(Lab.Session, Lab.Taker)).ShouldBe(200);
    }

    [Theory]
    [InlineData(RateScope.Key, 200, 200)]
    [InlineData(RateScope.Account, 429, 200)]
    [InlineData(RateScope.Address, 429, 429)]
    public void Rate_must_be_shared_as_chosen(RateScope scope, int sameAccount, int otherAccount)
    {
        var other = new ApiKey("other", "account-other", "s") { Account = "elsewhere" };
        var lab = Lab.With(Lab.Maker, Lab.Taker, other);
        lab.World.Switches = new Switches { RateScope = scope };
        for (var i = 0; i < 16; i++)
            lab.Begin(Lab.Heartbeat, Lab.Maker);
        (Status(lab.Begin(Lab.Heartbeat, Lab.Taker)) ?? 200).ShouldBe(sameAccount);
        (Status(lab.Begin(Lab.Heartbeat, other)) ?? 200).ShouldBe(otherAccount);
    }

    [Fact]
    public void Nothing_must_be_refused_when_the_limit_is_off()
    {
        var lab = new Lab(new SimulatorOptions { Credentials = [Lab.Maker], RateLimit = null });
        Enumerable.Range(0, 1_000).ShouldAllBe(_ => Status(lab.Begin(Lab.Heartbeat)) == 200);
    }

    [Fact]
    public void Limit_must_follow_its_settings_when_they_are_not_the_published_ones()
    {
        var lab = new Lab(
            new SimulatorOptions
            {
                Credentials = [Lab.Maker],
                RateLimit = new RateLimit(PerMinute: 60, Burst: 2, Queue: 1),
            }
        );
        Status(lab.Begin(Lab.Heartbeat)).ShouldBe(200);
        Status(lab.Begin(Lab.Heartbeat)).ShouldBe(200);
        ((Step.Wait)lab.Begin(Lab.Heartbeat)).Until.ShouldBe(Lab.Start.AddSeconds(1));
        Status(lab.Begin(Lab.Heartbeat)).ShouldBe(429);
    }

    private static int? Status(Step step) => (step as Step.Done)?.Reply.Answer!.Status;
}
