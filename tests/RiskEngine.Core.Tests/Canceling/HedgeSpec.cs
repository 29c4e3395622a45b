using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class HedgeSpec
{
    [Fact]
    public void Second_request_must_leave_when_the_first_is_silent_for_hedge_after()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        var first = guardian.MustHaveSentCancel();
        guardian.WakeAt.ShouldBe(guardian.Now.Running + Ms(400));
        guardian.Passes(Ms(399));
        guardian.MustHaveSentNothing();

        guardian.Passes(Ms(1));
        guardian.MustHaveSentCancel().Nonce.ShouldBeGreaterThan(first.Nonce);
    }

    [Fact]
    public void No_third_request_must_leave_for_a_command_while_two_are_silent()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Passes(Ms(400));
        guardian.MustHaveSentCancel();
        guardian.MustHaveSentCancel();

        guardian.Passes(Ms(2599));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void New_command_must_have_a_request_of_its_own_at_once_when_those_of_others_are_silent()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Passes(Ms(750));
        guardian.MustHaveSentCancel();
        guardian.MustHaveSentCancel();

        guardian.Passes(Ms(10));
        var late = guardian.ReceivesCancel("late", Sec(2));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustAnswer<SessionCanceled>(late);
    }

    [Fact]
    public void Requests_must_be_spaced_and_few_when_a_thousand_commands_arrive_while_all_are_silent()
    {
        var guardian = new GuardianScript();
        for (var command = 0; command < 1000; command++)
        {
            guardian.ReceivesCancel($"c{command}");
            guardian.Passes(Ms(1));
        }

        var sent = 0;
        while (guardian.TakeSessionCancel() is not null)
            sent++;
        sent.ShouldBe(4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void First_acceptance_must_answer_and_a_later_one_changes_nothing(int winner)
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Passes(Ms(400));
        OutboundRequest[] requests = [guardian.MustHaveSentCancel(), guardian.MustHaveSentCancel()];

        guardian.Answers(requests[winner], Says.Accepted(1));
        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Listing.ShouldBe(CancelListing.Incomplete, "The other may have canceled orders that no list names.");
        guardian.Answers(requests[1 - winner], Says.Accepted(2));
        guardian.MustHavePublished<LateAcceptance>().Canceled.ShouldBe(Ids(2));
        guardian.MustBeDone();
    }

    [Fact]
    public void Command_that_arrived_after_a_request_left_must_rest_on_the_next_one_only()
    {
        var guardian = new GuardianScript();
        var early = guardian.ReceivesCancel("early");
        var first = guardian.MustHaveSentCancel();
        guardian.Passes(Ms(50));
        var late = guardian.ReceivesCancel("late");
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(50));
        var second = guardian.MustHaveSentCancel();

        guardian.Answers(first, Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(early);
        guardian.MustNotHaveAnswered();
        guardian.Answers(second, Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(late).Effort.Attempts.Single().Id.ShouldBe(second.Attempt);
        guardian.MustBeDone();
    }

    [Fact]
    public void Command_must_be_confirmed_when_one_is_refused_and_the_other_accepted()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Passes(Ms(400));
        var first = guardian.MustHaveSentCancel();
        var second = guardian.MustHaveSentCancel();

        guardian.Answers(first, Says.Refused());
        guardian.MustNotHaveAnswered();
        guardian.MustHaveSentNothing();
        guardian.Answers(second, Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
    }
}
