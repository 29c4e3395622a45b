using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class OutcomeHonestySpec
{
    private static readonly Dictionary<string, ExchangeAnswer> Answers = new()
    {
        ["accepted"] = Says.Accepted(1),
        ["nonce"] = Says.NonceTooLow(),
        ["rate"] = Says.TooMany(Ms(1)),
        ["refused"] = Says.Refused(RefusedReason.MissingRole),
        ["not sent"] = Says.NotSent(),
        ["500"] = Says.Unknown(UnknownReason.ExchangeFailed),
        ["reset"] = Says.Unknown(UnknownReason.ConnectionLost),
    };

    /// <summary>The last answer of a row holds until the deadline.</summary>
    [Theory]
    [InlineData("accepted", "Canceled Complete")]
    [InlineData("nonce, accepted", "Canceled Complete")]
    [InlineData("rate, accepted", "Canceled Complete")]
    [InlineData("not sent, accepted", "Canceled Complete")]
    [InlineData("500, accepted", "Canceled Incomplete")]
    [InlineData("reset, nonce, accepted", "Canceled Incomplete")]
    [InlineData("refused", "Rejected MissingRole")]
    [InlineData("nonce, refused", "Rejected MissingRole")]
    [InlineData("not sent, refused", "Rejected MissingRole")]
    [InlineData("rate, refused", "Rejected MissingRole")]
    [InlineData("500, refused", "Unconfirmed ExchangeFailed")]
    [InlineData("reset, rate, refused", "Unconfirmed ConnectionLost")]
    [InlineData("nonce", "Rejected Nonce")]
    [InlineData("rate, nonce", "Rejected Nonce")]
    [InlineData("not sent, nonce", "Rejected Nonce")]
    [InlineData("rate", "Rejected RateLimited")]
    [InlineData("nonce, rate", "Rejected RateLimited")]
    [InlineData("500, nonce", "Unconfirmed ExchangeFailed")]
    [InlineData("500, rate", "Unconfirmed ExchangeFailed")]
    [InlineData("not sent", "Unconfirmed Unreachable")]
    [InlineData("rate, not sent", "Unconfirmed Unreachable")]
    [InlineData("500", "Unconfirmed ExchangeFailed")]
    [InlineData("500, reset", "Unconfirmed ConnectionLost")]
    [InlineData("500, not sent", "Unconfirmed ExchangeFailed")]
    public void Outcome_must_claim_what_the_requests_prove_and_no_more(string answers, string outcome)
    {
        var guardian = new GuardianScript(Limits with { RetryFirst = Sec(1) });
        guardian.ReceivesCancel("c1", Sec(5));
        var all = answers.Split(", ").Select(name => Answers[name]).ToArray();
        foreach (var answer in all[..^1])
        {
            while (!guardian.Latest.OfType<GuardianEffect.Send>().Any())
                guardian.Passes(guardian.WakeAt!.Value - guardian.Now.Running);
            guardian.Answers(guardian.MustHaveSentCancel(), answer);
        }

        guardian.PassesWhileAllAreAnswered(all[^1], Sec(5));
        Describe(guardian.State.AnsweredCancels.To(new CommandId("c1"))).ShouldBe(outcome);
    }

    [Theory]
    [InlineData(RefusedReason.Credentials, SessionCancelRejectedReason.Credentials)]
    [InlineData(RefusedReason.MissingRole, SessionCancelRejectedReason.MissingRole)]
    [InlineData(RefusedReason.AddressNotAllowed, SessionCancelRejectedReason.AddressNotAllowed)]
    [InlineData(RefusedReason.Account, SessionCancelRejectedReason.Account)]
    [InlineData(RefusedReason.Malformed, SessionCancelRejectedReason.Malformed)]
    [InlineData(RefusedReason.EndpointNotFound, SessionCancelRejectedReason.EndpointNotFound)]
    [InlineData(RefusedReason.TermsNotAccepted, SessionCancelRejectedReason.TermsNotAccepted)]
    [InlineData(RefusedReason.OrderNotFound, SessionCancelRejectedReason.Other)]
    [InlineData(RefusedReason.InsufficientFunds, SessionCancelRejectedReason.Other)]
    public void Refusal_must_reject_at_once_with_its_reason(RefusedReason refused, SessionCancelRejectedReason reason)
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused(refused));
        var answer = guardian.MustAnswer<SessionCancelRejected>(cancel);
        answer.Reason.ShouldBe(reason);
        answer.Said.ShouldBe(Says.Words);
        guardian.MustHaveEscalated(EscalationCause.CancelRejected);
        guardian.MustHaveSentNothing();
    }

    [Theory]
    [InlineData(UnknownReason.NoAnswer, SessionCancelUnconfirmedReason.NoAnswer)]
    [InlineData(UnknownReason.ConnectionLost, SessionCancelUnconfirmedReason.ConnectionLost)]
    [InlineData(UnknownReason.ExchangeFailed, SessionCancelUnconfirmedReason.ExchangeFailed)]
    [InlineData(UnknownReason.ExchangeUnavailable, SessionCancelUnconfirmedReason.ExchangeUnavailable)]
    [InlineData(UnknownReason.UnreadableAnswer, SessionCancelUnconfirmedReason.UnreadableAnswer)]
    [InlineData(UnknownReason.SenderFailed, SessionCancelUnconfirmedReason.SenderFailed)]
    public void Unknown_must_leave_the_command_unconfirmed_with_its_reason(
        UnknownReason unknown,
        SessionCancelUnconfirmedReason reason
    )
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.PassesWhileAllAreAnswered(Says.Unknown(unknown), Limits.DefaultDeadline);
        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel).Reason.ShouldBe(reason);
    }

    [Fact]
    public void Refused_command_must_wait_for_its_other_request_before_it_is_answered()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Passes(Limits.HedgeAfter);
        var first = guardian.MustHaveSentCancel();
        var second = guardian.MustHaveSentCancel();
        guardian.Answers(first, Says.Refused());
        guardian.MustNotHaveAnswered();
        guardian.Answers(second, Says.Unknown());
        guardian
            .MustAnswer<SessionCancelUnconfirmed>(cancel)
            .Reason.ShouldBe(SessionCancelUnconfirmedReason.ConnectionLost);
    }

    [Fact]
    public void Answer_of_another_kind_must_count_as_unknown()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1", Ms(10));
        guardian.Answers(guardian.MustHaveSentCancel(), new ExchangeAnswer.HeartbeatAccepted());
        guardian.Passes(Ms(10));
        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
    }

    [Fact]
    public void Escalation_must_name_session_command_and_what_to_do()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused());
        var detail = guardian.MustHaveEscalated(EscalationCause.CancelRejected).Detail;
        detail.ShouldContain("gemini/maker-1");
        detail.ShouldContain("c1");
        detail.ShouldContain("SomeCode: some words");
        detail.ShouldNotContain("\n");
    }

    private static string Describe(SessionCancelOutcome? outcome) =>
        outcome switch
        {
            SessionCanceled canceled => $"Canceled {canceled.Listing}",
            SessionCancelRejected rejected => $"Rejected {rejected.Reason}",
            SessionCancelUnconfirmed unconfirmed => $"Unconfirmed {unconfirmed.Reason}",
            _ => $"{outcome?.GetType().Name}",
        };

    [Fact]
    public void Acceptance_of_another_question_must_prove_nothing()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1", Sec(1));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Beaten());
        guardian.Passes(Limits.RetryFirst);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused());

        guardian
            .MustAnswer<SessionCancelUnconfirmed>(cancel)
            .Reason.ShouldBe(SessionCancelUnconfirmedReason.UnreadableAnswer);
    }
}
