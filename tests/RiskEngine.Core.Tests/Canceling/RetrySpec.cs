using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class RetrySpec
{
    [Theory]
    [InlineData(UnknownReason.ConnectionLost)]
    [InlineData(UnknownReason.ExchangeFailed)]
    [InlineData(UnknownReason.SenderFailed)]
    public void Request_must_be_repeated_at_once_with_a_higher_nonce_when_its_outcome_is_unknown(UnknownReason reason)
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        var first = guardian.MustHaveSentCancel();

        guardian.Answers(first, Says.Unknown(reason));
        var second = guardian.MustHaveSentCancel();
        second.Nonce.ShouldBeGreaterThan(first.Nonce);
        guardian.MustNotHaveAnswered();

        guardian.Answers(second, Says.Accepted());
        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Listing.ShouldBe(CancelListing.Incomplete);
        answer
            .Effort.Attempts.Select(attempt => attempt.Result)
            .ShouldBe([AttemptResult.Unknown, AttemptResult.Accepted]);
    }

    [Fact]
    public void Second_retry_must_wait_between_half_and_the_whole_of_the_first_wait()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NotSent());
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NotSent());
        guardian.MustHaveSentNothing();

        guardian.Passes(Ms(24));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(26));
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Request_must_be_given_up_and_repeated_when_it_is_silent_for_the_attempt_timeout()
    {
        var guardian = new GuardianScript(Limits with { HedgeAfter = Sec(30) });
        var cancel = guardian.ReceivesCancel("c1");
        var silent = guardian.MustHaveSentCancel();
        guardian.Passes(Ms(2999));
        guardian.MustHaveSentNothing();

        guardian.Passes(Ms(1));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel).Listing.ShouldBe(CancelListing.Incomplete);
        guardian.Answers(silent, Says.Accepted(1));
        guardian.MustHaveNotedStale(silent);
        guardian.MustHavePublished<LateAcceptance>().Canceled.ShouldBe(Ids(1));
        guardian.MustBeDone();
    }

    [Fact]
    public void New_command_must_not_wait_for_the_back_off_of_older_ones()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("old");
        guardian.PassesWhileAllAreAnswered(Says.NotSent(), Sec(5));
        guardian.MustHaveSentNothing();
        guardian.ReceivesCancel("new");
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void First_retry_of_a_command_must_be_at_once_when_earlier_commands_failed_and_are_over()
    {
        var guardian = new GuardianScript();
        var earlier = guardian.ReceivesCancel("earlier");
        guardian.PassesWhileAllAreAnswered(Says.NotSent(), Limits.DefaultDeadline);
        guardian.MustAnswer<SessionCancelUnconfirmed>(earlier);

        guardian.Passes(Sec(3600));
        guardian.ReceivesCancel("later");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NotSent());
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Alarm_must_be_set_for_a_new_command_that_may_leave_before_the_back_off_of_older_ones_ends()
    {
        var guardian = new GuardianScript(
            Limits with
            {
                RetryFirst = Sec(2),
                RetryLongest = Sec(8),
                AttemptTimeout = Sec(9),
            }
        );
        guardian.ReceivesCancel("old");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NotSent());
        guardian.Passes(Limits.HedgeAfter);
        var first = guardian.MustHaveSentCancel();
        guardian.MustHaveSentCancel();
        guardian.Answers(first, Says.NotSent());
        guardian.ReceivesCancel("new");
        guardian.MustHaveSentNothing();
        guardian.Passes(Limits.HedgeAfter);
        guardian.MustHaveSentCancel();
    }
}
