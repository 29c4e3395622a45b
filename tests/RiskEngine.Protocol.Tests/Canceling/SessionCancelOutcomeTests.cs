namespace RiskEngine.Protocol.Tests;

public sealed class SessionCancelOutcomeTests
{
    [Fact]
    public void Canceled_must_tell_what_went_and_what_the_claim_rests_on()
    {
        var outcome = Canceled();

        ShouldAnswer(outcome, Some.Effort());
        outcome.Canceled.ShouldBe(Some.Orders(1, 2));
        outcome.Listing.ShouldBe(CancelListing.Complete);
        outcome.Proof.ShouldBe(CancelProof.ListQuiet);
        ShouldEqual.ByValue(
            () => Canceled(),
            Canceled(1),
            Canceled(2, 1),
            new SessionCanceled(
                Some.Session(),
                Some.Command(),
                Some.Effort(),
                Some.Orders(1, 2),
                CancelListing.Complete,
                CancelProof.AcceptedByExchange
            )
        );

        static SessionCanceled Canceled(params ulong[] ids) =>
            new(
                Some.Session(),
                Some.Command(),
                Some.Effort(),
                Some.Orders(ids is [] ? [1, 2] : ids),
                CancelListing.Complete,
                CancelProof.ListQuiet
            );
    }

    [Fact]
    public void Partial_must_tell_what_went_and_what_stayed()
    {
        var outcome = Partial();

        ShouldAnswer(outcome, Some.Effort());
        outcome.Canceled.ShouldBe(Some.Orders(1));
        outcome.Listing.ShouldBe(CancelListing.Incomplete);
        outcome.Rejects.ShouldBe(Some.Orders(2));
        outcome.Open.ShouldBe(Some.Orders(3));
        ShouldEqual.ByValue(() => Partial(), Partial(rejects: 4), Partial(open: 4));

        static SessionCancelPartial Partial(ulong rejects = 2, ulong open = 3) =>
            new(
                Some.Session(),
                Some.Command(),
                Some.Effort(),
                Some.Orders(1),
                CancelListing.Incomplete,
                Some.Orders(rejects),
                Some.Orders(open)
            );
    }

    [Fact]
    public void Denied_must_tell_that_nothing_was_dispatched()
    {
        var outcome = Denied();

        ShouldAnswer(outcome, CancelEffort.None);
        outcome.Reason.ShouldBe(SessionCancelDeniedReason.UnknownSession);
        ShouldEqual.ByValue(() => Denied(), Denied(SessionCancelDeniedReason.EngineStopping));

        static SessionCancelDenied Denied(
            SessionCancelDeniedReason reason = SessionCancelDeniedReason.UnknownSession
        ) => new(Some.Session(), Some.Command(), reason);
    }

    [Fact]
    public void Rejected_must_tell_why_in_both_languages()
    {
        var outcome = Rejected();

        ShouldAnswer(outcome, Some.Effort());
        outcome.Reason.ShouldBe(SessionCancelRejectedReason.Nonce);
        outcome.Said.ShouldBe(Some.Said());
        ShouldEqual.ByValue(() => Rejected(), Rejected("Other"));

        static SessionCancelRejected Rejected(string code = "InvalidNonce") =>
            new(Some.Session(), Some.Command(), Some.Effort(), SessionCancelRejectedReason.Nonce, Some.Said(code));
    }

    [Fact]
    public void Unconfirmed_must_tell_what_is_missing_and_what_went_all_the_same()
    {
        var outcome = Unconfirmed();

        ShouldAnswer(outcome, Some.Effort());
        outcome.Reason.ShouldBe(SessionCancelUnconfirmedReason.NoAnswer);
        outcome.Said.ShouldBe(ExchangeReason.None);
        outcome.Canceled.ShouldBe(Some.Orders(1));
        ShouldEqual.ByValue(() => Unconfirmed(), Unconfirmed(2));

        static SessionCancelUnconfirmed Unconfirmed(ulong canceled = 1) =>
            new(
                Some.Session(),
                Some.Command(),
                Some.Effort(),
                SessionCancelUnconfirmedReason.NoAnswer,
                ExchangeReason.None,
                Some.Orders(canceled)
            );
    }

    [Fact]
    public void Effort_must_equal_by_its_attempts()
    {
        ShouldEqual.ByValue(
            () => Some.Effort(),
            Some.Effort(nonce: 2),
            Some.Effort() with
            {
                AcceptedAfter = null,
            },
            CancelEffort.None
        );
        CancelEffort.None.ShouldBe(new CancelEffort([], null, TimeSpan.Zero));
        var attempt = Some.Effort().Attempts.ShouldHaveSingleItem();
        (attempt.Id, attempt.Nonce, attempt.Result).ShouldBe(
            (new AttemptId(1), new Nonce(1700000000001), AttemptResult.Accepted)
        );
    }

    private static void ShouldAnswer(SessionCancelOutcome outcome, CancelEffort effort)
    {
        outcome.Session.ShouldBe(Some.Session());
        outcome.Command.ShouldBe(Some.Command());
        outcome.Effort.ShouldBe(effort);
    }
}
