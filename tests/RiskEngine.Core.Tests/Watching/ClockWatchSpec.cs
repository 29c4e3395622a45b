using System.Globalization;
using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class ClockWatchSpec
{
    private static readonly GuardianLimits Watching = Limits with { ClockSkewLimit = Sec(5) };

    [Fact]
    public void Skew_must_be_told_once_until_the_clocks_are_together_again()
    {
        var guardian = new GuardianScript(Watching);
        Answer(guardian, Noon.AddSeconds(20));
        Answer(guardian, Noon.AddSeconds(20));
        var skewed = guardian.MustHavePublished<ClockSkewed>();
        skewed.Skew.ShouldBe(Sec(20.5));
        skewed.Limit.ShouldBe(Sec(5));
        Answer(guardian, Noon.AddSeconds(20));
        guardian.Latest.OfType<GuardianEffect.Publish>().ShouldBeEmpty();
        Answer(guardian, Noon);
        Answer(guardian, Noon);
        Answer(guardian, Noon.AddSeconds(-20));
        Answer(guardian, Noon.AddSeconds(-20));
        guardian.MustHavePublished<ClockSkewed>().Skew.ShouldBe(Sec(-19.5));
    }

    [Fact]
    public void Trips_must_hear_of_each_answer_that_is_beyond_their_limit_whatever_people_were_told()
    {
        var guardian = new GuardianScript(Watching with { ClockSkewTrip = Sec(30) });
        foreach (
            var (skew, isBeyond) in new[] { (10, false), (10, false), (40, false), (40, true), (500, true), (40, true) }
        )
        {
            Answer(guardian, guardian.Now.Wall.AddSeconds(skew));
            Signals(guardian).Count.ShouldBe(isBeyond ? 1 : 0, $"{skew}");
        }

        static List<TripSignal.ClockSkewed> Signals(GuardianScript guardian) =>
            [.. guardian.Latest.OfType<GuardianEffect.Publish>().Select(x => x.Event).OfType<TripSignal.ClockSkewed>()];
    }

    [Theory]
    [InlineData("1970-01-01")]
    [InlineData("2025-03-12")]
    [InlineData("9999-12-31")]
    public void Trips_must_hear_of_a_skew_when_two_answers_agree_that_it_is_years(string date)
    {
        var told = DateTimeOffset.Parse($"{date}T00:00:00Z", CultureInfo.InvariantCulture);
        var guardian = new GuardianScript(Watching with { ClockSkewTrip = Sec(30) });
        Answer(guardian, told);
        guardian.Latest.OfType<GuardianEffect.Publish>().ShouldBeEmpty("one header may be anybody's");
        Answer(guardian, told);
        guardian.MustHavePublished<TripSignal.ClockSkewed>().Skew.ShouldBe(told + Sec(0.5) - guardian.Now.Wall);
    }

    [Fact]
    public void Skew_must_be_told_and_orders_pass_when_headers_are_hours_ahead()
    {
        var guardian = new GuardianScript(Watching);
        Answer(guardian, Noon.AddHours(14));
        Answer(guardian, Noon.AddHours(14));
        guardian.MustHavePublished<ClockSkewed>().Skew.ShouldBe(TimeSpan.FromHours(14) + Sec(0.5));
        Answer(guardian, Noon.AddHours(14));
        Answer(guardian, Noon);

        guardian.ReceivesOrder("after");
        guardian.MustHaveSentOrder();
        guardian.Status.NonceLead.ShouldBeLessThan(Sec(1));
    }

    [Theory]
    [InlineData("1970-01-01")]
    [InlineData("2025-03-12")]
    [InlineData("9999-12-31")]
    public void Clock_of_the_answers_must_be_doubted_once_and_lead_no_nonce_when_it_is_more_than_a_day_off(string date)
    {
        var told = DateTimeOffset.Parse($"{date}T00:00:00Z", CultureInfo.InvariantCulture);
        var guardian = new GuardianScript(Watching);
        Answer(guardian, told);
        Published(guardian).ShouldBeEmpty();
        Answer(guardian, told);
        Published(guardian).ShouldBe([new AnswerClockDoubted(Session, told + Sec(0.5), guardian.Now.Wall)]);
        Answer(guardian, told);
        Published(guardian).ShouldBeEmpty();

        Answer(guardian, Noon);
        Answer(guardian, told);
        Answer(guardian, told);
        Published(guardian).Count.ShouldBe(1);
        guardian.Status.NonceLead.ShouldBeLessThan(Sec(1), "nothing follows it");

        static List<ISessionMessage> Published(GuardianScript guardian) =>
            [.. guardian.Latest.OfType<GuardianEffect.Publish>().Select(x => x.Event)];
    }

    [Theory]
    [InlineData("1970-01-01")]
    [InlineData("2099-01-01")]
    public void Requests_of_a_time_based_key_must_be_taken_when_headers_lie_and_words_are_right(string date)
    {
        var header = DateTimeOffset.Parse($"{date}T00:00:00Z", CultureInfo.InvariantCulture);
        var guardian = new GuardianScript(mode: Seconds);
        for (var i = 0; i < 20; i++)
        {
            guardian.Passes(Sec(2));
            Answer(guardian, header);
            var nonce = guardian.State.Nonces.Last!.Value.Value;
            Math.Abs(nonce - guardian.Now.Wall.ToUnixTimeSeconds()).ShouldBeLessThanOrEqualTo(2);
        }
    }

    [Fact]
    public void Words_of_a_refusal_must_win_over_a_header_beside_them()
    {
        var guardian = new GuardianScript(mode: Seconds);
        guardian.StepsWallClock(TimeSpan.FromHours(-5));
        guardian.ReceivesCancel("c1");
        guardian.Answers(
            guardian.MustHaveSentCancel(),
            new ExchangeAnswer.NonceRefused(NonceRefusal.OutsideWindow, Says.Words)
            {
                ComparedWith = Noon.AddHours(3),
                ServerTime = Noon.AddYears(40),
            }
        );

        guardian.MustHaveSentCancel().Nonce.Value.ShouldBe(Noon.AddHours(3).ToUnixTimeSeconds());
    }

    [Fact]
    public void Words_of_a_refusal_must_not_lead_a_rising_key_ages_ahead()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.PassesWhileAllAreAnswered(Says.NonceOutsideWindow(Noon.AddYears(30)), Sec(9));

        guardian.Status.NonceLead.ShouldBeLessThanOrEqualTo(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Seconds_must_be_named_when_the_key_measures_milliseconds_against_its_clock()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceOutsideWindow(Noon));
        guardian.MustHavePublished<NonceUnitWrong>().Wants.ShouldBe(WantedNonce.Seconds);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceOutsideWindow(Noon));
        guardian.Latest.OfType<GuardianEffect.Publish>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TimeNonceUnit.Milliseconds, WantedNonce.Seconds)]
    [InlineData(TimeNonceUnit.Seconds, WantedNonce.Milliseconds)]
    [InlineData(TimeNonceUnit.Fractional, WantedNonce.Milliseconds)]
    public void Another_unit_must_be_named_when_a_time_based_key_calls_what_is_near_its_clock_too_far(
        TimeNonceUnit unit,
        WantedNonce wants
    )
    {
        var guardian = new GuardianScript(mode: new NonceMode.TimeBased(unit));
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceOutsideWindow(Noon));
        guardian.MustHavePublished<NonceUnitWrong>().Wants.ShouldBe(wants);
    }

    [Fact]
    public void No_unit_must_be_named_when_the_clock_was_wrong()
    {
        var guardian = new GuardianScript(mode: Seconds) { NoncesMustRise = false };
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceOutsideWindow(Noon.AddHours(-1)));
        guardian.Latest.OfType<GuardianEffect.Publish>().Select(x => x.Event).OfType<NonceUnitWrong>().ShouldBeEmpty();
    }

    [Fact]
    public void Higher_numbers_must_be_named_when_a_time_based_key_never_took_a_second()
    {
        var guardian = new GuardianScript(mode: Seconds);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceTooLow());
        guardian.MustHavePublished<NonceUnitWrong>().Wants.ShouldBe(WantedNonce.HigherNumbers);
    }

    [Fact]
    public void Higher_numbers_must_be_named_when_milliseconds_jumped_as_far_as_they_may()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.PassesWhileAllAreAnswered(Says.NonceTooLow(), Sec(9));
        guardian.MustHavePublished<NonceUnitWrong>().Wants.ShouldBe(WantedNonce.HigherNumbers);
    }

    [Fact]
    public void No_unit_must_be_named_when_one_jump_did()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceTooLow());
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.MustBeDone();
    }

    private static void Answer(GuardianScript guardian, DateTimeOffset serverTime)
    {
        guardian.ReceivesOrder($"o{guardian.State.LastAttempt.Value}");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Done() with { ServerTime = serverTime });
    }
}
