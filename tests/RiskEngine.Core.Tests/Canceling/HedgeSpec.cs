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
    public void No_third_request_must_leave_while_two_are_silent()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Passes(Ms(400));
        guardian.MustHaveSentCancel();
        guardian.MustHaveSentCancel();

        guardian.Passes(Ms(2599));
        guardian.ReceivesCancel("c2");
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.MustHaveSentCancel();
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
    public void Command_that_arrived_between_the_two_must_rest_on_the_second_only()
    {
        var guardian = new GuardianScript();
        var early = guardian.ReceivesCancel("early");
        var first = guardian.MustHaveSentCancel();
        guardian.Passes(Ms(100));
        var late = guardian.ReceivesCancel("late");
        guardian.Passes(Ms(300));
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
