using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class HousekeepingSpec
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(45);
    private static readonly GuardianLimits Looking = Limits with { LookAfter = Idle };

    [Fact]
    public void Open_orders_must_be_looked_at_on_the_cancel_lane_when_it_was_idle_for_long()
    {
        var guardian = new GuardianScript(Looking);
        guardian.Passes(Idle - TimeSpan.FromTicks(1));
        guardian.MustHaveSentNothing();
        guardian.Passes(TimeSpan.FromTicks(1));

        var look = guardian.MustHaveLooked();
        look.Lane.ShouldBe(Lane.Cancel);
        guardian.Answers(look, Says.OpenOrders());
        guardian.Passes(Idle - TimeSpan.FromTicks(1));
        guardian.MustHaveSentNothing();
        guardian.Passes(TimeSpan.FromTicks(1));
        guardian.MustHaveLooked();
    }

    [Fact]
    public void Look_must_wait_when_the_cancel_lane_was_used()
    {
        var guardian = new GuardianScript(Looking with { Verification = VerificationMode.None });
        guardian.Passes(Idle / 2);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());

        guardian.Passes(Idle - TimeSpan.FromTicks(1));
        guardian.MustHaveSentNothing();
        guardian.Passes(TimeSpan.FromTicks(1));
        guardian.MustHaveLooked();
    }

    [Fact]
    public void Own_orders_must_be_forgotten_when_two_looks_missed_them()
    {
        var guardian = new GuardianScript(Looking);
        OwnOrdersSpec.Open(guardian, "o1", 5);
        OwnOrdersSpec.Open(guardian, "o2", 6);

        Look(Says.OpenOrders(6));
        guardian.Status.KnownOrders.ShouldBe(2, "one look may have been taken while the order was on its way");
        Look(Says.OpenOrders(6));

        guardian.Status.KnownOrders.ShouldBe(1);
        guardian.State.OwnOrders.Known.Keys.ShouldBe([new OrderId(6)]);

        void Look(ExchangeAnswer answer)
        {
            guardian.Passes(Idle);
            guardian.Answers(guardian.MustHaveLooked(), answer);
        }
    }

    [Fact]
    public void Open_orders_must_be_left_alone_when_no_cancel_is_pending()
    {
        var guardian = new GuardianScript(Looking with { Verification = VerificationMode.Account });
        guardian.Passes(Idle);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5, 6));

        guardian.MustBeDone();
    }

    [Fact]
    public void Look_must_not_break_the_silence_when_the_heartbeat_is_withheld()
    {
        var guardian = new GuardianScript(Looking with { RequiresHeartbeat = true, WithholdsHeartbeat = true });
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused(RefusedReason.Account));
        guardian.MustHavePublished<EscalationStepTaken>().Step.ShouldBe(EscalationStep.WithholdHeartbeat);

        guardian.Passes(3 * Idle);
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Session_that_is_not_well_must_not_be_looked_at()
    {
        var guardian = new GuardianScript(Looking);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused(RefusedReason.Credentials));
        guardian.Status.State.ShouldBe(SessionState.Suspended);

        guardian.Passes(3 * Idle);
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Proof_must_not_wait_for_a_look_of_another_purpose_when_that_is_silent()
    {
        var guardian = new GuardianScript(Looking with { Verification = VerificationMode.OwnOrders });
        guardian.Passes(Idle);
        var silent = guardian.MustHaveLooked();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Passes(TimeSpan.FromMilliseconds(1));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());

        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.MustAnswer<SessionCanceled>(cancel).Proof.ShouldBe(CancelProof.OwnOrdersQuiet);
        guardian.Answers(silent, Says.OpenOrders(9));
        guardian.MustBeDone();
    }
}
