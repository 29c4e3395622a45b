using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class NonceLeaseSpec
{
    [Fact]
    public void Cancel_must_lie_above_every_lease()
    {
        var guardian = new GuardianScript();
        var leased = Enumerable
            .Range(0, 5)
            .Select(i => guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease($"l{i}")).Nonce)
            .ToList();
        leased.ShouldBe(leased.Distinct().Order());
        guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel().Nonce.ShouldBeGreaterThan(leased[^1]);
    }

    [Fact]
    public void Same_command_must_get_the_same_nonce_again()
    {
        var guardian = new GuardianScript();
        var first = guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l1"));
        guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l1")).ShouldBe(first);
        guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l2")).Nonce.ShouldBeGreaterThan(first.Nonce);
    }

    [Fact]
    public void Same_command_must_be_denied_when_the_session_was_halted_meanwhile()
    {
        var guardian = new GuardianScript();
        guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l1"));
        guardian.HearsOf(Engagement(1));

        Denial(guardian, "l1").ShouldBe(NonceLeaseDeniedReason.Halted);
    }

    [Fact]
    public void Lease_must_be_denied_while_a_cancel_is_pending()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        var request = guardian.MustHaveSentCancel();
        Denial(guardian, "l1").ShouldBe(NonceLeaseDeniedReason.CancelPending);
        guardian.Answers(request, Says.Accepted());
        guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l1"));
    }

    [Fact]
    public void Lease_must_be_denied_when_the_session_is_not_up() =>
        Denial(new GuardianScript(isUp: false), "l1").ShouldBe(NonceLeaseDeniedReason.NotActive);

    [Fact]
    public void Lease_must_be_denied_when_only_the_share_of_cancels_is_left()
    {
        var guardian = new GuardianScript(Limits with { Rate = new RateLimits(5, 4, 0.2) });
        for (var i = 0; i < 3; i++)
            guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease($"l{i}"));
        Denial(guardian, "one-more").ShouldBe(NonceLeaseDeniedReason.RateExhausted);
    }

    [Fact]
    public void Lease_must_be_denied_when_nonces_run_short()
    {
        var guardian = new GuardianScript(mode: Seconds, lead: new NonceLimits(Sec(3), Sec(1)));
        guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l0"));
        guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l1"));
        Denial(guardian, "l2").ShouldBe(NonceLeaseDeniedReason.NonceExhausted);
    }

    [Fact]
    public void Nothing_must_be_proven_on_a_time_based_key_while_a_leased_nonce_may_be_used()
    {
        var guardian = new GuardianScript(mode: Seconds);
        guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l1"));
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Passes(Limits.DefaultDeadline);
        guardian
            .MustAnswer<SessionCancelUnconfirmed>(cancel)
            .Reason.ShouldBe(SessionCancelUnconfirmedReason.OrderMayLand);
    }

    [Fact]
    public void Nonces_must_not_jump_when_a_lease_explains_the_refusal()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesOrder("o1");
        var order = guardian.MustHaveSentOrder();
        var leased = guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l1"));
        guardian.Answers(order, Says.NonceTooLow());
        guardian.Status.LastNonce.ShouldBe(leased.Nonce);
    }

    private static NonceLeaseDeniedReason Denial(GuardianScript guardian, string id) =>
        guardian.MustAnswer<NonceLeaseDenied>(guardian.ReceivesLease(id)).Reason;
}
