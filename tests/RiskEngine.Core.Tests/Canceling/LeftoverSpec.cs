using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class LeftoverSpec
{
    [Fact]
    public void Leftover_must_be_canceled_by_itself_and_the_session_called_flat_when_it_is_gone()
    {
        var guardian = WithAcceptedCancel(AccountLimits, out var cancel);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5));
        guardian.Answers(guardian.MustHaveCanceledDirectly(5), Says.Gone(5));
        guardian.MustNotHaveAnswered();
        LookTwiceQuietly(guardian);
        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(1, 5));
        guardian.MustBeDone();
    }

    [Fact]
    public void Answer_must_be_partial_with_every_id_when_leftovers_stay()
    {
        var guardian = WithAcceptedCancel(AccountLimits, out var cancel);
        for (var looks = 1; looks <= Limits.LeftoverLooks; looks++)
        {
            guardian.MustNotHaveAnswered();
            guardian.Passes(Limits.VerifyPause);
            guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(6, 5));
            AnswerDirectCancels(guardian, Says.Refused(RefusedReason.Other));
        }

        var answer = guardian.MustAnswer<SessionCancelPartial>(cancel);
        answer.Open.ShouldBe(Ids(5, 6));
        answer.Canceled.ShouldBe(Ids(1));
        answer.Rejects.ShouldBeEmpty();
        guardian.MustHaveEscalated(EscalationCause.CancelPartial);
    }

    [Fact]
    public void Answer_must_be_partial_at_the_deadline_when_the_last_look_saw_leftovers()
    {
        var guardian = WithAcceptedCancel(AccountLimits, out var cancel);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5));
        guardian.Passes(Limits.DefaultDeadline);
        guardian.MustAnswer<SessionCancelPartial>(cancel).Open.ShouldBe(Ids(5));
    }

    [Fact]
    public void No_more_leftovers_must_be_canceled_at_once_than_the_limit()
    {
        var guardian = WithAcceptedCancel(AccountLimits, out _);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5, 6, 7));
        var first = guardian.MustHaveCanceledDirectly(5);
        guardian.MustHaveCanceledDirectly(6);
        guardian.MustHaveSentNothing();
        guardian.Answers(first, Says.Gone(5));
        guardian.MustHaveCanceledDirectly(7);
    }

    [Fact]
    public void Quiet_look_must_not_count_when_the_next_one_finds_an_order()
    {
        var guardian = WithAcceptedCancel(AccountLimits, out var cancel);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5));
        guardian.Answers(guardian.MustHaveCanceledDirectly(5), Says.StillLive(5));
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.MustNotHaveAnswered();
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(1));
    }

    [Fact]
    public void Order_with_our_prefix_must_be_a_leftover()
    {
        var guardian = WithAcceptedCancel(OwnOrdersLimits with { ClientOrderIdPrefix = "mm-" }, out _);
        guardian.Answers(guardian.MustHaveLooked(), Says.NamedOrders((5, "hand-1"), (6, "mm-2")));
        guardian.MustHaveCanceledDirectly(6);
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Direct_cancel_must_be_repeated_after_each_look_that_still_sees_the_order()
    {
        var guardian = WithAcceptedCancel(AccountLimits, out _);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5));
        guardian.Answers(guardian.MustHaveCanceledDirectly(5), Says.TooMany());
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5));
        guardian.MustHaveCanceledDirectly(5);
    }

    [Fact]
    public void Look_begun_before_the_acceptance_of_a_command_must_not_make_its_answer_partial()
    {
        var guardian = WithAcceptedCancel(AccountLimits with { LeftoverLooks = 1 }, out _);
        var look = guardian.MustHaveLooked();
        guardian.Passes(Ms(10));
        var late = guardian.ReceivesCancel("late");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(5));
        guardian.Answers(look, Says.OpenOrders(5));
        guardian
            .Latest.OfType<GuardianEffect.AnswerCancel>()
            .Where(answer => answer.Outcome.Command == late.Id)
            .ShouldBeEmpty("The order was seen before the command's own cancel took it.");
    }

    internal static GuardianScript WithAcceptedCancel(GuardianLimits limits, out CancelSession cancel)
    {
        var guardian = new GuardianScript(limits);
        cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        return guardian;
    }

    private static void LookTwiceQuietly(GuardianScript guardian)
    {
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
    }

    private static void AnswerDirectCancels(GuardianScript guardian, ExchangeAnswer answer)
    {
        foreach (var send in guardian.Latest.OfType<GuardianEffect.Send>().ToArray())
            if (send.Request.Request is ExchangeRequest.CancelOrder direct)
                guardian.Answers(guardian.MustHaveCanceledDirectly(direct.Order), answer);
    }
}
