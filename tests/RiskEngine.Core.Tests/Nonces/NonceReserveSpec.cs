using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class NonceReserveSpec
{
    private static readonly GuardianLimits Reserving = Limits with { NonceBlock = Sec(60) };

    [Fact]
    public void Block_must_be_reserved_when_the_guardian_comes_up_and_again_when_half_is_gone()
    {
        var guardian = new GuardianScript(Reserving);
        var first = guardian.MustHaveReserved();
        first.ShouldBe(new Nonce(Noon.ToUnixTimeMilliseconds() + 60_000));
        guardian.Feed(new GuardianInput.NoncesReserved(first));
        guardian.Passes(Sec(30));
        guardian.MustBeDone();
        guardian.Passes(Ms(1));
        guardian.MustHaveReserved().ShouldBe(new Nonce(first.Value + 30_001));
    }

    [Fact]
    public void Order_must_wait_for_the_first_block_and_leave_then()
    {
        var guardian = new GuardianScript(Reserving);
        var mark = guardian.MustHaveReserved();
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentNothing();
        guardian.Feed(new GuardianInput.NoncesReserved(mark));
        guardian.MustHaveSentOrder().Nonce.ShouldBeLessThanOrEqualTo(mark);
    }

    [Fact]
    public void Cancel_must_not_wait_for_the_store()
    {
        var guardian = new GuardianScript(Reserving);
        guardian.MustHaveReserved();
        guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Orders_must_be_denied_and_cancels_pass_when_the_store_fails()
    {
        var guardian = new GuardianScript(Reserving);
        guardian.MustHaveReserved();
        var waiting = guardian.ReceivesOrder("waiting");
        guardian.Feed(new GuardianInput.NonceReservationFailed(FullStore));

        guardian.MustHaveEscalated(EscalationCause.NoncesNotDurable);
        guardian.MustAnswer<PrivateRequestDenied>(waiting).Reason.ShouldBe(PrivateRequestDeniedReason.NoncesNotDurable);
        guardian
            .MustAnswer<NonceLeaseDenied>(guardian.ReceivesLease("l1"))
            .Reason.ShouldBe(NonceLeaseDeniedReason.NoncesNotDurable);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.MustBeDone();
    }

    /// <summary>Both writes of a disk that hangs: nothing else happens that would let the order be looked at.</summary>
    [Fact]
    public void Order_must_be_denied_when_the_reserved_nonces_run_out_while_it_waits_for_another_write()
    {
        var guardian = new GuardianScript(Reserving with { KeepsOrders = true });
        guardian.ReadsOrders(new OrderLedgerReading.Known([], OrderLedgerStanding.InUse));
        guardian.Feed(new GuardianInput.NoncesReserved(guardian.MustHaveReserved()));
        guardian.MustHaveKeptOrders();
        guardian.Passes(Sec(31));
        guardian.MustHaveReserved();
        guardian.Feed(new GuardianInput.NonceReservationFailed(FullStore));
        guardian.Passes(Sec(1));
        guardian.MustHaveReserved();
        var waiting = guardian.ReceivesOrder("waiting");

        guardian.Passes(Sec(28));
        guardian.MustNotHaveAnswered();
        guardian.Passes(Ms(1));

        guardian.MustAnswer<PrivateRequestDenied>(waiting).Reason.ShouldBe(PrivateRequestDeniedReason.NoncesNotDurable);
    }

    [Fact]
    public void Store_must_be_asked_again_with_growing_waits_when_it_fails()
    {
        var guardian = new GuardianScript(Reserving);
        var asked = 0;
        guardian.MustHaveReserved();
        for (; asked < 5; asked++)
        {
            guardian.Feed(new GuardianInput.NonceReservationFailed(FullStore));
            guardian.Passes(Limits.RetryLongest);
            guardian.MustHaveReserved();
        }

        guardian.Feed(new GuardianInput.NoncesReserved(new Nonce(long.MaxValue / 1_000_000)));
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
        guardian.MustHaveEscalated(EscalationCause.NoncesNotDurable);
        guardian.MustBeDone();
    }

    /// <summary>An order before the alarm would be denied though the store is well again (D17).</summary>
    [Fact]
    public void Store_must_be_asked_again_in_time_when_a_write_failed_and_the_nonces_lead_the_clock()
    {
        var ahead = new Nonce(Noon.AddMinutes(30).ToUnixTimeMilliseconds());
        var guardian = new GuardianScript(Reserving, highest: ahead);
        guardian.MustHaveReserved().ShouldBeGreaterThan(ahead);

        guardian.Feed(new GuardianInput.NonceReservationFailed(FullStore));

        var due = guardian.WakeAt.ShouldNotBeNull();
        (due - guardian.Now.Running).ShouldBeLessThanOrEqualTo(Limits.RetryLongest);
        guardian.Passes(due - guardian.Now.Running);
        guardian.Feed(new GuardianInput.NoncesReserved(guardian.MustHaveReserved()));
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder().Nonce.ShouldBeGreaterThan(ahead);
    }

    [Fact]
    public void Nonce_must_lie_above_every_earlier_one_when_the_process_crashed_and_the_clock_stepped_back_by_hours()
    {
        var before = new GuardianScript(Reserving);
        var mark = before.MustHaveReserved();
        before.Feed(new GuardianInput.NoncesReserved(mark));
        before.ReceivesOrder("o1");
        var used = before.MustHaveSentOrder().Nonce;

        var after = new GuardianScript(Reserving, highest: mark, isUp: false);
        after.StepsWallClock(TimeSpan.FromHours(-5));
        after.Starts();
        after.ReceivesCancel("c1");
        after.MustHaveSentCancelAmongOthers().Nonce.ShouldBeGreaterThan(used);
    }

    [Fact]
    public void Lead_must_stay_near_one_block_when_an_engine_crashes_once_a_second_for_an_hour()
    {
        var mark = new Nonce(1);
        var used = mark;
        for (var second = 0; second < 3600; second++)
        {
            var guardian = new GuardianScript(Reserving, highest: mark, isUp: false);
            guardian.Passes(Sec(second));
            guardian.Starts();
            mark = guardian.MustHaveReserved();
            guardian.Feed(new GuardianInput.NoncesReserved(mark));
            guardian.ReceivesOrder("o1");
            var nonce = guardian.MustHaveSentOrder().Nonce;
            nonce.ShouldBeGreaterThan(used);
            nonce.ShouldBeLessThanOrEqualTo(mark);
            used = nonce;
        }

        (used.Value - Noon.AddHours(1).ToUnixTimeMilliseconds()).ShouldBeLessThan(70_000);
    }

    [Fact]
    public void Second_sender_must_be_told_once_when_a_nonce_is_refused_that_no_request_of_ours_explains()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.ReceivesCancel("c2");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceTooLow());
        guardian.MustHaveEscalated(EscalationCause.KeyShared);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceTooLow());
        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
    }

    [Fact]
    public void Second_sender_must_not_be_told_when_the_key_merely_had_seen_a_higher_nonce_before()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceTooLow());
        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
    }
}
