using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class NonceSequenceSpec
{
    public static TheoryData<string, long> Units =>
        new()
        {
            { "milliseconds", 1_741_953_600_123 },
            { "microseconds", 1_741_953_600_123_000 },
            { "seconds", 1_741_953_600 },
        };

    private static readonly NonceMode Fractional = new NonceMode.TimeBased(TimeNonceUnit.Fractional);
    private static readonly NonceMode TimeInMilliseconds = new NonceMode.TimeBased(TimeNonceUnit.Milliseconds);

    [Fact]
    public void Nonce_must_have_three_decimals_whatever_they_are_when_the_key_takes_fractions()
    {
        var first = Minted(new NonceSequence(Fractional, NarrowLead, null), Noon.AddMilliseconds(120));

        $"{first.Nonce}".ShouldBe("1741953600.120");
        $"{Minted(first.After, Noon.AddMilliseconds(120)).Nonce}".ShouldBe("1741953600.121");
        $"{Minted(first.After, Noon.AddSeconds(1)).Nonce}".ShouldBe("1741953601.000");
    }

    [Fact]
    public void Mark_must_be_read_by_its_value_when_the_unit_of_a_time_based_key_is_changed()
    {
        var (seconds, fractional) = (new Nonce(1_741_953_605), new Nonce(1_741_953_605.007m));
        var milliseconds = new Nonce(1_741_953_605_007);

        Next(Seconds, fractional).ShouldBe("1741953606");
        Next(Fractional, seconds).ShouldBe("1741953605.001");
        Next(Fractional, fractional).ShouldBe("1741953605.008");
        // To a key that counts in milliseconds, seconds are long ago; the other way round they are what it cannot have taken.
        Next(TimeInMilliseconds, seconds).ShouldBe("1741953600000");
        Next(TimeInMilliseconds, fractional).ShouldBe("1741953600000");
        Next(Seconds, milliseconds).ShouldBe("1741953600");
        Next(Fractional, milliseconds).ShouldBe("1741953600.000");

        static string Next(NonceMode mode, Nonce mark) =>
            $"{Minted(new NonceSequence(mode, NarrowLead, mark), Noon).Nonce}";
    }

    [Fact]
    public void Key_must_be_out_of_nonces_when_its_mark_is_the_highest_number()
    {
        var sequence = new NonceSequence(Milliseconds, WideLead, new Nonce(long.MaxValue));

        sequence
            .Mint(Noon, Lane.Cancel)
            .ShouldBeOfType<NonceGrant.Exhausted>()
            .RetryAfter.ShouldBe(TimeSpan.FromDays(1));
        sequence.Jump(Noon).Last.ShouldBe(sequence.Last);
        sequence.Lead(Noon).ShouldBeGreaterThan(TimeSpan.FromDays(365));
        sequence.Next(Noon).ShouldBe(new Nonce(long.MaxValue));
        sequence.Ahead(Noon, Sec(60), Sec(1)).ShouldBe(new Nonce(long.MaxValue));
        sequence.TimeAfter(new Nonce(long.MaxValue), Sec(30)).Year.ShouldBe(9999);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void First_nonce_must_be_the_clock_in_the_unit_of_the_key(string unit, long expected) =>
        Minted(Sequence(unit), Noon.AddMilliseconds(123)).Nonce.ShouldBe(new Nonce(expected));

    [Theory]
    [MemberData(nameof(Units))]
    public void Next_nonce_must_be_one_higher_when_the_clock_stands(string unit, long _)
    {
        var first = Minted(Sequence(unit), Noon);
        Minted(first.After, Noon).Nonce.Value.ShouldBe(first.Nonce.Value + 1);
    }

    [Theory]
    [InlineData("milliseconds")]
    [InlineData("microseconds")]
    public void Cancel_must_have_a_higher_nonce_when_the_clock_steps_back_by_hours(string unit)
    {
        var first = Minted(Sequence(unit), Noon);
        var second = Minted(first.After, Noon.AddHours(-5));
        second.Nonce.Value.ShouldBe(first.Nonce.Value + 1);
    }

    [Fact]
    public void Nonce_must_follow_the_clock_when_it_steps_forward()
    {
        var first = Minted(Sequence("milliseconds"), Noon);
        Minted(first.After, Noon.AddHours(5)).Nonce.ShouldBe(new Nonce(Noon.AddHours(5).ToUnixTimeMilliseconds()));
    }

    [Fact]
    public void Nonce_must_be_higher_when_the_process_restarts_within_the_same_millisecond()
    {
        var last = Minted(Sequence("milliseconds"), Noon).Nonce;
        Minted(new NonceSequence(Milliseconds, WideLead, last), Noon).Nonce.Value.ShouldBe(last.Value + 1);
    }

    [Fact]
    public void Cancels_must_have_a_reserved_part_of_the_lead()
    {
        var limits = new NonceLimits(Sec(20), Sec(2));
        var sequence = new NonceSequence(Seconds, limits, new Nonce(Noon.ToUnixTimeSeconds() + 27));
        sequence.Mint(Noon, Lane.Order).ShouldBe(new NonceGrant.Exhausted(Sec(26)));
        sequence.Mint(Noon, Lane.Cancel, leavesSome: true).ShouldBe(new NonceGrant.Exhausted(Sec(17)));
        var cancel = Minted(sequence, Noon);
        cancel.After.Mint(Noon, Lane.Cancel).ShouldBe(new NonceGrant.Exhausted(Sec(1)));
        Minted(cancel.After, Noon.AddSeconds(1)).Nonce.Value.ShouldBe(cancel.Nonce.Value + 1);
    }

    [Fact]
    public void Cancel_must_never_be_without_a_nonce_on_an_increasing_key()
    {
        var far = new Nonce(Noon.AddYears(1).ToUnixTimeMilliseconds());
        var sequence = new NonceSequence(Milliseconds, WideLead, far);
        sequence.Mint(Noon, Lane.Order).ShouldBeOfType<NonceGrant.Exhausted>();
        Minted(sequence, Noon).Nonce.Value.ShouldBe(far.Value + 1);
    }

    [Fact]
    public void Orders_must_be_held_and_cancels_pass_when_the_mark_is_of_a_finer_unit()
    {
        var micros = new Nonce(Noon.ToUnixTimeMilliseconds() * 1000);
        var sequence = new NonceSequence(Milliseconds, WideLead, micros);
        sequence.Mint(Noon, Lane.Order).ShouldBeOfType<NonceGrant.Exhausted>().RetryAfter.ShouldBeGreaterThan(Sec(1));
        sequence.Lead(Noon).ShouldBeGreaterThan(TimeSpan.FromDays(365));
        Minted(sequence, Noon).Nonce.Value.ShouldBe(micros.Value + 1);
    }

    [Fact]
    public void Time_based_key_must_come_back_to_the_clock_when_its_mark_lies_beyond_what_the_exchange_can_have_taken()
    {
        var hourAhead = new Nonce(Noon.AddHours(1).ToUnixTimeSeconds());
        Minted(new NonceSequence(Seconds, NarrowLead, hourAhead), Noon)
            .Nonce.ShouldBe(new Nonce(Noon.ToUnixTimeSeconds()));
        var milliseconds = new Nonce(Noon.ToUnixTimeMilliseconds());
        Minted(new NonceSequence(Seconds, NarrowLead, milliseconds), Noon)
            .Nonce.ShouldBe(new Nonce(Noon.ToUnixTimeSeconds()));
    }

    [Fact]
    public void Time_based_key_must_keep_rising_while_its_mark_lies_in_the_window()
    {
        var ahead = new Nonce(Noon.ToUnixTimeSeconds() + 30);
        new NonceSequence(Seconds, NarrowLead, ahead)
            .Mint(Noon, Lane.Cancel)
            .ShouldBe(new NonceGrant.Exhausted(Sec(3)));
    }

    /// <summary>A key whose clock ran 20 s ahead: some were taken, one was refused as too far ahead, then the clock was corrected.</summary>
    [Fact]
    public void Time_based_key_must_rise_above_what_was_taken_when_a_higher_one_lies_beyond_the_window()
    {
        var now = Noon.ToUnixTimeSeconds();
        var sequence = new NonceSequence(Seconds, NarrowLead, null)
            .RaiseTo(new Nonce(now + 18))
            .Accepted(new Nonce(now + 18))
            .Accepted(new Nonce(now + 17))
            .RaiseTo(new Nonce(now + 31));

        var granted = sequence.Mint(Noon, Lane.Cancel).ShouldBeOfType<NonceGrant.Minted>();

        granted.Nonce.ShouldBe(new Nonce(now + 19));
        granted.After.Mint(Noon, Lane.Cancel).ShouldBeOfType<NonceGrant.Minted>().Nonce.ShouldBe(new Nonce(now + 20));
        Minted(sequence, Noon.AddHours(-1)).Nonce.ShouldBe(new Nonce(now - 3600), "neither lies in the window");
    }

    [Fact]
    public void Lead_must_be_zero_before_the_first_nonce_and_below_zero_behind_the_clock()
    {
        Sequence("milliseconds").Lead(Noon).ShouldBe(TimeSpan.Zero);
        Minted(Sequence("milliseconds"), Noon).After.Lead(Noon.AddSeconds(3)).ShouldBe(Sec(-3));
    }

    [Fact]
    public void Raising_to_a_lower_nonce_must_change_nothing()
    {
        var sequence = new NonceSequence(Milliseconds, WideLead, new Nonce(10));
        sequence.RaiseTo(new Nonce(9)).ShouldBe(sequence);
        sequence.RaiseTo(new Nonce(11)).Last.ShouldBe(new Nonce(11));
    }

    [Fact]
    public void Jumps_must_grow_fourfold_until_the_exchange_takes_a_nonce_and_stop_at_the_cap()
    {
        var sequence = Minted(Sequence("milliseconds"), Noon).After;
        var leads = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            sequence = sequence.Jump(Noon);
            leads.Add(sequence.Lead(Noon).TotalSeconds);
        }

        leads.ShouldBe([1, 5, 21, 85, 341, 1365, 5461, 7200]);
        sequence.Jump(Noon).Lead(Noon).ShouldBe(WideLead.MaxLead);
        sequence.Accepted(sequence.Last!.Value).Jump(Noon.AddHours(3)).Lead(Noon.AddHours(3)).ShouldBe(Sec(1));
    }

    [Fact]
    public void Time_based_sequence_must_not_jump()
    {
        var sequence = Minted(Sequence("seconds"), Noon).After;
        sequence.Jump(Noon).ShouldBe(sequence);
    }

    /// <summary>Steps: 0 to 5 mint for an order, 6 and 7 for a cancel, 8 jumps, 9 is taken; the number is how the clock moves.</summary>
    [SeededProperty(MaxTest = 900)]
    public void Nonces_must_rise_and_orders_stay_under_their_lead_whatever_the_clock_does(
        (byte Step, short Milliseconds)[] steps
    )
    {
        foreach (var unit in new[] { "milliseconds", "microseconds", "seconds" })
        {
            var (sequence, clock, last) = (Sequence(unit), Noon, new Nonce(0));
            foreach (var (step, milliseconds) in steps)
            {
                // In the window of a time-based key there is no way to rise over a clock that steps back by more.
                clock += unit == "seconds" ? Ms(Math.Max((int)milliseconds, -100)) : Ms(milliseconds * 100d);
                if (step % 10 == 8)
                    sequence = sequence.Jump(clock);
                else if (step % 10 == 9)
                    sequence = sequence.Accepted(sequence.Last ?? new Nonce(0));
                else if (Mint(step % 10 < 6 ? Lane.Order : Lane.Cancel) is { } nonce)
                {
                    nonce.ShouldBeGreaterThan(last);
                    last = nonce;
                }
            }

            Nonce? Mint(Lane lane)
            {
                if (sequence.Mint(clock, lane) is not NonceGrant.Minted minted)
                    return null;
                sequence = minted.After;
                if (lane == Lane.Order)
                    sequence.Lead(clock).ShouldBeLessThanOrEqualTo(sequence.Limits.OrderLead);
                if (sequence.Mode is NonceMode.TimeBased)
                    sequence.Lead(clock).ShouldBeLessThanOrEqualTo(NonceSequence.CancelReach);
                return minted.Nonce;
            }
        }
    }

    private static NonceSequence Sequence(string unit)
    {
        var mode = unit switch
        {
            "milliseconds" => Milliseconds,
            "microseconds" => Microseconds,
            _ => Seconds,
        };
        return new NonceSequence(mode, LeadFor(mode), null);
    }

    private static NonceGrant.Minted Minted(NonceSequence sequence, DateTimeOffset clock) =>
        sequence.Mint(clock, Lane.Cancel).ShouldBeOfType<NonceGrant.Minted>();
}
