using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class StaleAnswerSpec
{
    [Fact]
    public void Second_answer_to_a_request_must_change_nothing()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        var request = guardian.MustHaveSentCancel();
        guardian.Answers(request, Says.Accepted(1));
        guardian.MustAnswer<SessionCanceled>(cancel);
        var before = guardian.State;

        guardian.Answers(request, Says.Unknown());
        guardian.MustHaveNotedStale(request);
        guardian.MustBeDone();
        guardian.State.ShouldBe(before);
    }

    [Fact]
    public void Answer_to_a_request_that_never_was_must_change_nothing()
    {
        var guardian = new GuardianScript();
        guardian.Feed(new GuardianInput.AttemptResolved(new AttemptId(99), Says.Accepted()));
        guardian.Latest.Single().ShouldBe(new GuardianEffect.NoteStale(new AttemptId(99), Says.Accepted()));
    }

    [Fact]
    public void Acceptance_after_the_timeout_must_not_answer_the_command()
    {
        var guardian = new GuardianScript(Limits with { HedgeAfter = Sec(30) });
        guardian.ReceivesCancel("c1");
        var late = guardian.MustHaveSentCancel();
        guardian.Passes(Limits.AttemptTimeout);
        guardian.MustHaveSentCancel();

        guardian.Answers(late, Says.Accepted(1));
        guardian.MustHaveNotedStale(late);
        guardian.MustNotHaveAnswered();
    }

    [Fact]
    public void Answer_of_an_earlier_life_must_be_stale_after_a_restart()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        var earlier = guardian.MustHaveSentCancel();
        guardian.LosesSender();
        guardian.ComesUpAgain();
        var cancel = guardian.ReceivesCancel("c2");
        var request = guardian.MustHaveSentCancel();
        request.Attempt.ShouldBeGreaterThan(earlier.Attempt);

        guardian.Answers(earlier, Says.Accepted(1));
        guardian.MustHaveNotedStale(earlier);
        guardian.Answers(request, Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBeEmpty();
    }
}
