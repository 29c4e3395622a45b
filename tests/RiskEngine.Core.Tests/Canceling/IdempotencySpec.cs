using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class IdempotencySpec
{
    [Fact]
    public void Repeated_pending_cancel_must_join_and_be_decided_once()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        var request = guardian.MustHaveSentCancel();
        guardian.ReceivesCancel("c1");
        guardian.MustBeDone();
        guardian.Answers(request, Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.MustBeDone();
    }

    [Fact]
    public void Repeated_answered_cancel_must_get_the_same_answer_without_a_request()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(4));
        var answer = guardian.MustAnswer<SessionCanceled>(cancel);

        guardian.Passes(Sec(100));
        guardian.ReceivesCancel("c1");
        guardian
            .Latest.OfType<GuardianEffect.AnswerCancel>()
            .Single()
            .IsRepeated.ShouldBeTrue("it is news to nobody else");
        guardian.MustAnswer<SessionCanceled>(cancel).ShouldBe(answer);
        guardian.MustBeDone();
    }

    [Fact]
    public void Repeated_answered_cancel_must_get_the_same_answer_after_a_restart()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(4));
        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.LosesSender();
        guardian.MustHaveEscalated(EscalationCause.SenderKeepsFailing);
        guardian.ComesUpAgain();

        guardian.ReceivesCancel("c1");
        guardian.MustAnswer<SessionCanceled>(cancel).ShouldBe(answer);
        guardian.MustBeDone();
    }

    [Fact]
    public void Repeated_private_request_must_not_be_sent_twice_when_it_waits_is_out_or_was_answered()
    {
        var guardian = new GuardianScript();
        var first = guardian.ReceivesOrder("o1");
        var request = guardian.MustHaveSentOrder();
        var second = guardian.ReceivesOrder("o2");
        guardian.ReceivesOrder("o1");
        guardian.ReceivesOrder("o2");
        guardian.MustBeDone();
        guardian.Status.QueuedRequests.ShouldBe(1);

        guardian.Answers(request, Says.Done());
        guardian.MustAnswer<PrivateRequestAnswered>(first);
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Unknown());
        guardian.MustAnswer<PrivateRequestUnconfirmed>(second);
        guardian.ReceivesOrder("o2");
        guardian.MustAnswer<PrivateRequestUnconfirmed>(second);
        guardian.MustBeDone();
    }

    [Fact]
    public void Denied_command_must_be_let_in_when_it_comes_again()
    {
        var guardian = new GuardianScript(Limits with { MaxPendingCancels = 1 });
        guardian.ReceivesCancel("c1");
        var request = guardian.MustHaveSentCancel();
        var denied = guardian.ReceivesCancel("c2");
        guardian.MustAnswer<SessionCancelDenied>(denied);
        guardian.Answers(request, Says.Accepted());

        guardian.ReceivesCancel("c2");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(denied);
    }

    [Fact]
    public void Oldest_answer_must_be_forgotten_when_more_are_given_than_are_remembered()
    {
        var guardian = new GuardianScript(Limits with { RememberedAnswers = 2 });
        foreach (var id in new[] { "c1", "c2", "c3" })
        {
            var cancel = guardian.ReceivesCancel(id);
            guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
            guardian.MustAnswer<SessionCanceled>(cancel);
        }

        guardian.ReceivesCancel("c2");
        guardian.ReceivesCancel("c3");
        guardian.MustHaveSentNothing();
        guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void No_answer_must_be_remembered_when_the_limit_is_zero()
    {
        var guardian = new GuardianScript(Limits with { RememberedAnswers = 0 });
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Command_that_nothing_left_for_must_be_let_in_when_it_comes_again()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.TooMany(Sec(4)));
        var late = guardian.ReceivesCancel("late", Sec(1));
        guardian.Passes(Sec(1));
        guardian.MustAnswer<SessionCancelDenied>(late);

        guardian.Receives(late);
        guardian.MustNotHaveAnswered();
        guardian.Status.PendingCancels.ShouldBe(2);
    }
}
