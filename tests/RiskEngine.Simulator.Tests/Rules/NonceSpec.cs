using System.Globalization;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Rules;

public sealed class NonceSpec
{
    private static readonly ApiKey TimeBased = new("timed", "account-timed", "s") { Nonce = NonceMode.TimeBased };

    [Theory]
    [InlineData("1700000000")]
    [InlineData("\"1700000000\"")]
    [InlineData("1700000000001")]
    [InlineData("\"1700000000001\"")]
    public void Increasing_key_must_accept_each_documented_form_when_it_rises(string nonce) =>
        new Lab().Send(Lab.Session, nonce: nonce).Status.ShouldBe(200);

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("\"{0}\"", true)]
    [InlineData("{0}000", false)]
    [InlineData("\"{0}000\"", false)]
    public void Time_based_key_must_accept_seconds_only_when_both_are_near_the_clock(string form, bool accepted)
    {
        var lab = Lab.With(TimeBased);
        var nonce = string.Format(CultureInfo.InvariantCulture, form, lab.Seconds);
        (lab.Send(Lab.Session, TimeBased, nonce: nonce).Status == 200).ShouldBe(accepted);
    }

    [Theory]
    [InlineData("1498482583", "1498482583")] // repeated
    [InlineData("1498482584", "1498482583")] // smaller
    public void Increasing_key_must_refuse_in_the_exact_words_when_the_nonce_does_not_rise(string first, string second)
    {
        var lab = new Lab();
        lab.Send(Lab.Heartbeat, nonce: first).Status.ShouldBe(200);
        var answer = lab.Send(Lab.Heartbeat, nonce: second);
        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe(
            """{"result":"error","reason":"InvalidNonce","message":"Nonce '1498482583' has not increased since your last call to the Gemini API."}"""
        );
    }

    [Fact]
    public void Increasing_key_must_refuse_smaller_nonces_for_ever_when_it_once_saw_a_large_one()
    {
        var lab = new Lab();
        lab.Send(Lab.Heartbeat, nonce: "18446744073709551616").Status.ShouldBe(200); // 2^64
        lab.Pass(TimeSpan.FromDays(365));
        lab.Send(Lab.Heartbeat, nonce: "1798000000000000000").Reason.ShouldBe("InvalidNonce");
    }

    [Fact]
    public void Nonce_sequence_must_belong_to_the_key_when_two_keys_share_an_account()
    {
        var lab = new Lab();
        lab.Send(Lab.Heartbeat, Lab.Maker, nonce: "900").Status.ShouldBe(200);
        lab.Send(Lab.Heartbeat, Lab.Taker, nonce: "100").Status.ShouldBe(200);
    }

    [Fact]
    public void Time_based_key_must_refuse_in_the_exact_words_stray_quote_included_when_the_unit_is_wrong()
    {
        var lab = Lab.With(TimeBased);
        lab.Pass(DateTimeOffset.FromUnixTimeSeconds(1695066301) - lab.Now);
        var answer = lab.Send(Lab.Session, TimeBased, nonce: "1695066299324");
        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe(
            """{"result":"error","reason":"InvalidNonce","message":"Nonce '1695066299324' is not within 30 seconds of server time '1695066301''"}"""
        );
    }

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void Time_based_key_must_accept_a_nonce_only_when_it_is_within_30_seconds(int offset, bool accepted)
    {
        var lab = Lab.With(TimeBased);
        var nonce = (lab.Seconds + offset).ToString(CultureInfo.InvariantCulture);
        (lab.Send(Lab.Session, TimeBased, nonce: nonce).Status == 200).ShouldBe(accepted);
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 400)]
    public void Time_based_key_must_refuse_a_repeated_nonce_only_when_the_switch_is_on(bool mustIncrease, int status)
    {
        var lab = Lab.With(TimeBased);
        lab.World.Switches = new Switches { TimeNonceMustIncrease = mustIncrease };
        var nonce = lab.Seconds.ToString(CultureInfo.InvariantCulture);
        lab.Send(Lab.Heartbeat, TimeBased, nonce: nonce).Status.ShouldBe(200);
        lab.Send(Lab.Heartbeat, TimeBased, nonce: nonce).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("\"\"")]
    [InlineData("\"abc\"")]
    [InlineData("true")]
    public void Nonce_must_be_refused_when_it_is_not_a_whole_number(string nonce) =>
        new Lab().Send(Lab.Heartbeat, nonce: nonce).Reason.ShouldBe("InvalidNonce");

    [Theory]
    [InlineData(NonceUse.WhenAdmitted, true, true, true)]
    [InlineData(NonceUse.WhenSigned, true, false, false)]
    [InlineData(NonceUse.Always, false, false, false)]
    public void Refused_request_must_leave_its_nonce_usable_only_when_the_switch_says_so(
        NonceUse use,
        bool afterBadSignature,
        bool afterMissingRole,
        bool afterRateLimit
    )
    {
        var options = new SimulatorOptions
        {
            Credentials = [Lab.Maker],
            Switches = new Switches { NonceUse = use },
            RateLimit = new RateLimit(PerMinute: 60, Burst: 1, Queue: 0),
        };

        var badSignature = new Lab(options);
        badSignature
            .Send(Lab.Heartbeat, new ApiKey("x", Lab.Maker.Key, "wrong"), nonce: "50")
            .Reason.ShouldBe("InvalidSignature");
        (badSignature.Send(Lab.Heartbeat, nonce: "50").Status == 200).ShouldBe(afterBadSignature);

        var missingRole = new Lab(options);
        missingRole.World.SetCredential(Lab.Maker with { Roles = Roles.Auditor });
        missingRole.Send(Lab.Session, nonce: "50").Reason.ShouldBe("MissingRole");
        (missingRole.Send(Lab.Heartbeat, nonce: "50").Status == 200).ShouldBe(afterMissingRole);

        var rateLimit = new Lab(options);
        rateLimit.Send(Lab.Heartbeat, nonce: "49").Status.ShouldBe(200);
        rateLimit.Send(Lab.Heartbeat, nonce: "50").Reason.ShouldBe("RateLimit");
        rateLimit.Pass(TimeSpan.FromSeconds(1));
        (rateLimit.Send(Lab.Heartbeat, nonce: "50").Status == 200).ShouldBe(afterRateLimit);
    }

    [Theory]
    [InlineData(TimeNonceForm.Seconds, "1767323045", true)]
    [InlineData(TimeNonceForm.Seconds, "1767323045.5", false)]
    [InlineData(TimeNonceForm.Seconds, "1767323045000", false)]
    [InlineData(TimeNonceForm.Fractional, "1767323045", true)]
    [InlineData(TimeNonceForm.Fractional, "1767323045.123456789", true)]
    [InlineData(TimeNonceForm.Fractional, "\"1767323045.123456789\"", true)]
    [InlineData(TimeNonceForm.Fractional, "1767323075.1", false)]
    [InlineData(TimeNonceForm.Fractional, "1767323014.9", false)]
    [InlineData(TimeNonceForm.Fractional, "1767323045000", false)]
    [InlineData(TimeNonceForm.Milliseconds, "1767323045000", true)]
    [InlineData(TimeNonceForm.Milliseconds, "\"1767323075000\"", true)]
    [InlineData(TimeNonceForm.Milliseconds, "1767323075001", false)]
    [InlineData(TimeNonceForm.Milliseconds, "1767323014999", false)]
    [InlineData(TimeNonceForm.Milliseconds, "1767323045000.5", false)]
    [InlineData(TimeNonceForm.Milliseconds, "1767323045", false)]
    public void Time_based_key_must_take_the_chosen_form_only(TimeNonceForm form, string nonce, bool accepted)
    {
        var lab = Lab.With(TimeBased);
        lab.World.Switches = new Switches { TimeNonceForm = form };
        var answer = lab.Send(Lab.Heartbeat, TimeBased, nonce: nonce);
        (answer.Status, answer.Reason).ShouldBe(accepted ? (200, null) : (400, "InvalidNonce"));
    }

    [Fact]
    public void Fractions_must_be_compared_exactly_when_they_must_rise()
    {
        var lab = Lab.With(TimeBased);
        lab.World.Switches = new Switches { TimeNonceForm = TimeNonceForm.Fractional };
        lab.Send(Lab.Heartbeat, TimeBased, nonce: "1767323045.123456789").Status.ShouldBe(200);
        lab.Send(Lab.Heartbeat, TimeBased, nonce: "1767323045.123456789").Reason.ShouldBe("InvalidNonce");
        lab.Send(Lab.Heartbeat, TimeBased, nonce: "1767323045.123456788").Reason.ShouldBe("InvalidNonce");
        lab.Send(Lab.Heartbeat, TimeBased, nonce: "1767323045.12345679").Status.ShouldBe(200);
        lab.World.Requests[0].Nonce.ShouldBe(1767323045.123456789m);
    }

    [Theory]
    [InlineData(NonceJson.Either, true, true)]
    [InlineData(NonceJson.AsNumber, true, false)]
    [InlineData(NonceJson.AsString, false, true)]
    public void Nonce_must_be_written_as_chosen(NonceJson form, bool number, bool text)
    {
        var lab = Lab.With(new Switches { NonceJson = form });
        (lab.Send(Lab.Heartbeat, nonce: "5").Reason is null).ShouldBe(number);
        (lab.Send(Lab.Heartbeat, nonce: "\"6\"").Reason is null).ShouldBe(text);
    }

    [Fact]
    public void Time_based_nonce_outside_the_window_must_not_lock_the_key_when_nonces_must_rise()
    {
        var lab = Lab.With(TimeBased);
        lab.World.Switches = new Switches { TimeNonceMustIncrease = true, NonceUse = NonceUse.Always };
        lab.Send(Lab.Heartbeat, TimeBased, nonce: $"{lab.Seconds}000").Reason.ShouldBe("InvalidNonce");
        lab.Send(Lab.Heartbeat, TimeBased, nonce: $"{lab.Seconds}").Status.ShouldBe(200);
    }
}
