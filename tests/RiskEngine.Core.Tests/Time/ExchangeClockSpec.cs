using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class ExchangeClockSpec
{
    private static readonly Moment Start = new(Noon, Sec(5));

    [Fact]
    public void Clock_must_follow_the_running_clock_when_the_wall_clock_steps()
    {
        var clock = ExchangeClock.StartingFrom(Start);
        clock.At(new Moment(Noon.AddHours(-3), Sec(7))).ShouldBe(Noon.AddSeconds(2));
        clock.At(new Moment(Noon.AddHours(+3), Sec(7))).ShouldBe(Noon.AddSeconds(2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-2)]
    public void Clock_must_stay_when_the_exchange_is_within_tolerance(int seconds)
    {
        var clock = ExchangeClock.StartingFrom(Start);
        clock.Observe(Noon.AddSeconds(seconds), Start).ShouldBe(clock);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-3)]
    [InlineData(7200)]
    [InlineData(-7200)]
    public void Clock_must_move_to_the_middle_of_the_second_that_the_exchange_told(int seconds)
    {
        var clock = ExchangeClock.StartingFrom(Start).Observe(Noon.AddSeconds(seconds), Start);
        clock.At(Start).ShouldBe(Noon.AddSeconds(seconds + 0.5));
    }

    [Fact]
    public void Skew_must_be_what_the_exchange_is_ahead_of_our_wall_clock()
    {
        var clock = ExchangeClock.StartingFrom(Start).Observe(Noon.AddSeconds(60), Start);
        clock.Skew(Start).ShouldBe(Sec(60.5));
        clock.Skew(new Moment(Noon.AddHours(1), Sec(6))).ShouldBe(Sec(61.5) - TimeSpan.FromHours(1));
    }

    [Fact]
    public void Moment_must_be_read_from_both_clocks_of_the_time_provider()
    {
        var time = new FixedTime(Noon, timestamp: 50_000_000);
        Moment.Of(time).ShouldBe(new Moment(Noon, Sec(5)));
    }

    private sealed class FixedTime(DateTimeOffset wall, long timestamp) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => wall;

        public override long GetTimestamp() => timestamp;
    }
}
