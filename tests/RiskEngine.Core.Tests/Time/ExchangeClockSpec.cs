using System.Globalization;
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
    [InlineData(4)]
    [InlineData(-5)]
    public void Clock_must_move_to_the_middle_of_the_second_when_one_header_is_a_little_off(int seconds)
    {
        var clock = ExchangeClock.StartingFrom(Start).Observe(Noon.AddSeconds(seconds), Start);
        clock.At(Start).ShouldBe(Noon.AddSeconds(seconds + 0.5));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-6)]
    [InlineData(890)]
    [InlineData(-890)]
    public void Clock_must_move_further_only_when_two_headers_in_a_row_agree(int seconds)
    {
        var clock = ExchangeClock.StartingFrom(Start).Observe(Noon.AddSeconds(seconds), Start);
        clock.At(Start).ShouldBe(Noon);
        clock = clock.Observe(Noon.AddSeconds(seconds + 3), After(Sec(3)));

        clock.At(After(Sec(3))).ShouldBe(Noon.AddSeconds(seconds + 3.5));
    }

    [Fact]
    public void Clock_must_stay_when_two_headers_differ_from_it_and_from_each_other()
    {
        var clock = ExchangeClock.StartingFrom(Start).Observe(Noon.AddSeconds(60), Start);
        clock.Observe(Noon.AddSeconds(-60), Start).At(Start).ShouldBe(Noon);
    }

    [Fact]
    public void Clock_must_stay_when_a_header_between_two_that_agree_is_right()
    {
        var clock = ExchangeClock
            .StartingFrom(Start)
            .Observe(Noon.AddSeconds(60), Start)
            .Observe(Noon, Start)
            .Observe(Noon.AddSeconds(60), Start);
        clock.At(Start).ShouldBe(Noon);
    }

    [Theory]
    [InlineData(86_400)]
    [InlineData(-86_400)]
    [InlineData(1_000)]
    public void Clock_must_stay_and_tell_of_it_when_headers_agree_on_a_time_that_is_not_plausible(int seconds)
    {
        var clock = ExchangeClock.StartingFrom(Start);
        for (var i = 0; i < 5; i++)
        {
            clock.DoubtedSkew(Start).ShouldBe(i < 2 ? null : Sec(seconds + 0.5));
            clock = clock.Observe(Noon.AddSeconds(seconds), Start);
        }

        clock.At(Start).ShouldBe(Noon);
    }

    [Fact]
    public void Headers_must_not_lead_the_clock_away_in_small_steps()
    {
        var clock = ExchangeClock.StartingFrom(Start);
        for (var i = 0; i < 1_000; i++)
            clock = clock.Observe(clock.At(Start).AddSeconds(4), Start);

        (clock.At(Start) - Noon).ShouldBeLessThanOrEqualTo(ExchangeClock.HeaderReach + Sec(1));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-7200)]
    [InlineData(20_000_000)]
    public void Clock_must_be_what_the_exchanges_words_tell(int seconds)
    {
        var clock = ExchangeClock.StartingFrom(Start).Learn(Noon.AddSeconds(seconds), Start);
        clock.At(Start).ShouldBe(Noon.AddSeconds(seconds + 0.5));
    }

    [Theory]
    [InlineData("1970-01-01")]
    [InlineData("2014-12-31")]
    [InlineData("2100-01-01")]
    public void Words_must_not_be_believed_when_no_exchange_lives_at_that_time(string date)
    {
        var clock = ExchangeClock.StartingFrom(Start);
        clock.Learn(DateTimeOffset.Parse($"{date}T00:00:00Z", CultureInfo.InvariantCulture), Start).ShouldBe(clock);
    }

    [Fact]
    public void Headers_must_not_lead_the_clock_out_of_the_window_when_words_have_told_it()
    {
        var clock = ExchangeClock.StartingFrom(Start).Learn(Noon.AddSeconds(100), Start);
        for (var i = 0; i < 5; i++)
            clock = clock
                .Observe(Noon, Start)
                .Observe(Noon.AddSeconds(116), Start)
                .Observe(Noon.AddSeconds(116), Start);
        clock.At(Start).ShouldBe(Noon.AddSeconds(100.5));

        clock = clock.Observe(Noon.AddSeconds(112), Start).Observe(Noon.AddSeconds(112), Start);
        clock.At(Start).ShouldBe(Noon.AddSeconds(112.5));
    }

    [Fact]
    public void Skew_must_be_what_the_exchange_is_ahead_of_our_wall_clock()
    {
        var clock = ExchangeClock.StartingFrom(Start).Learn(Noon.AddSeconds(60), Start);
        clock.Skew(Start).ShouldBe(Sec(60.5));
        clock.Skew(new Moment(Noon.AddHours(1), Sec(6))).ShouldBe(Sec(61.5) - TimeSpan.FromHours(1));
    }

    [Fact]
    public void Moment_must_be_read_from_both_clocks_of_the_time_provider()
    {
        var time = new FixedTime(Noon, timestamp: 50_000_000);
        Moment.Of(time).ShouldBe(new Moment(Noon, Sec(5)));
    }

    private static Moment After(TimeSpan time) => new(Start.Wall + time, Start.Running + time);

    private sealed class FixedTime(DateTimeOffset wall, long timestamp) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => wall;

        public override long GetTimestamp() => timestamp;
    }
}
