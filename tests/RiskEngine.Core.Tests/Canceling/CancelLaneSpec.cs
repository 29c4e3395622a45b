using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class CancelLaneSpec
{
    [Fact]
    public void Command_must_be_sent_at_once_and_answered_when_accepted()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        var request = guardian.MustHaveSentCancel();
        request.Lane.ShouldBe(Lane.Cancel);
        guardian.MustNotHaveAnswered();

        guardian.Passes(Ms(30));
        guardian.Answers(request, Says.Accepted(7, 8));

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Canceled.ShouldBe(Ids(7, 8));
        answer.Listing.ShouldBe(CancelListing.Complete);
        answer.Proof.ShouldBe(CancelProof.AcceptedByExchange);
        answer.Effort.ShouldBe(
            new CancelEffort(
                [new CancelAttempt(request.Attempt, request.Nonce, AttemptResult.Accepted)],
                Ms(30),
                Ms(30)
            )
        );
        guardian.MustBeDone();
        guardian.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Command_must_be_sent_before_the_session_is_up()
    {
        var guardian = new GuardianScript(isUp: false);
        guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Command_must_be_answered_from_a_later_request_when_one_was_out_on_arrival()
    {
        var guardian = new GuardianScript();
        var first = guardian.ReceivesCancel("first");
        var firstRequest = guardian.MustHaveSentCancel();
        var second = guardian.ReceivesCancel("second");
        guardian.MustHaveSentNothing();

        guardian.Answers(firstRequest, Says.Accepted(1));
        guardian.MustAnswer<SessionCanceled>(first);
        var secondRequest = guardian.MustHaveSentCancel();
        guardian.MustNotHaveAnswered();

        guardian.Answers(secondRequest, Says.Accepted());
        var answer = guardian.MustAnswer<SessionCanceled>(second);
        answer.Canceled.ShouldBeEmpty();
        answer.Effort.Attempts.Single().Id.ShouldBe(secondRequest.Attempt);
        guardian.MustBeDone();
    }

    [Fact]
    public void Thousand_commands_at_once_must_cost_two_requests()
    {
        var guardian = new GuardianScript();
        var commands = Enumerable.Range(1, 1000).Select(i => guardian.ReceivesCancel($"c{i}")).ToArray();
        var first = guardian.MustHaveSentCancel();
        guardian.MustHaveSentNothing();

        guardian.Answers(first, Says.Accepted(1, 2, 3));
        guardian.MustAnswer<SessionCanceled>(commands[0]).Effort.Attempts.Single().Id.ShouldBe(first.Attempt);
        var second = guardian.MustHaveSentCancel();
        guardian.MustNotHaveAnswered();

        guardian.Answers(second, Says.Accepted());
        foreach (var command in commands[1..])
            guardian.MustAnswer<SessionCanceled>(command).Effort.Attempts.Single().Id.ShouldBe(second.Attempt);
        guardian.MustBeDone();
    }

    [Fact]
    public void Rejects_must_make_the_answer_partial()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.AcceptedWithRejects([1], [2, 3]));

        var answer = guardian.MustAnswer<SessionCancelPartial>(cancel);
        answer.Canceled.ShouldBe(Ids(1));
        answer.Rejects.ShouldBe(Ids(2, 3));
        answer.Open.ShouldBeEmpty();
        guardian.MustHaveEscalated(EscalationCause.CancelPartial).Detail.ShouldContain("[2, 3]");
        guardian.MustBeDone();
    }

    [Fact]
    public void Command_must_pass_while_an_order_request_is_out()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesOrder("o1");
        var order = guardian.MustHaveSentOrder();
        var cancel = guardian.ReceivesCancel("c1");
        var request = guardian.MustHaveSentCancel();
        request.Nonce.ShouldBeGreaterThan(order.Nonce);

        guardian.Answers(request, Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.MustBeDone();
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public void Nonce_and_deadline_must_not_move_when_our_wall_clock_steps_by_hours(int hours)
    {
        foreach (var mode in new[] { Milliseconds, Seconds })
        {
            var guardian = new GuardianScript(mode: mode);
            guardian.StepsWallClock(TimeSpan.FromHours(hours));
            var cancel = guardian.ReceivesCancel("c1");
            guardian.MustHaveSentCancel();
            guardian.State.Nonces.Lead(Noon).ShouldBe(TimeSpan.Zero);
            guardian.Passes(Limits.DefaultDeadline);
            guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        }
    }
}
