using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class LateAcceptanceSpec
{
    [Fact]
    public void Acceptance_must_be_told_with_its_orders_when_the_request_had_been_given_up()
    {
        var guardian = new GuardianScript(Limits with { HedgeAfter = Sec(30) });
        guardian.ReceivesCancel("c1");
        var late = guardian.MustHaveSentCancel();
        guardian.Passes(Limits.AttemptTimeout);

        guardian.Answers(late, Says.AcceptedWithRejects([1], [2]));

        guardian
            .MustHavePublished<LateAcceptance>()
            .ShouldBe(new LateAcceptance(Session, late.Attempt, late.Nonce, Ids(1), Ids(2)));
        guardian.MustNotHaveAnswered();
    }

    [Fact]
    public void Acceptance_must_be_told_when_its_command_had_been_answered()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1", Ms(100));
        var late = guardian.MustHaveSentCancel();
        guardian.Passes(Ms(100));
        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        guardian.MustHaveEscalated(EscalationCause.CancelUnconfirmed);

        guardian.Answers(late, Says.Accepted(1));

        guardian.MustHavePublished<LateAcceptance>().Canceled.ShouldBe(Ids(1));
        guardian.MustBeDone();
    }

    [Fact]
    public void Acceptance_must_be_told_once_when_it_comes_twice_after_a_restart()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        var earlier = guardian.MustHaveSentCancel();
        guardian.LosesSender();
        guardian.ComesUpAgain();

        guardian.Answers(earlier, Says.Accepted(1));
        guardian.MustHavePublished<LateAcceptance>().Attempt.ShouldBe(earlier.Attempt);
        guardian.Answers(earlier, Says.Accepted(1));
        guardian.Latest.ShouldHaveSingleItem().ShouldBeOfType<GuardianEffect.NoteStale>();
    }

    [Fact]
    public void Acceptance_in_time_must_not_be_told_apart_from_its_answer()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.MustBeDone();
    }
}
