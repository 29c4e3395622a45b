using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

/// <summary>What keeps a session from its work is told once, shown in its status, and named where a cancel could not be proven.</summary>
public sealed class TroublesSpec
{
    [Theory]
    [InlineData(
        UnknownReason.AnswerTooLong,
        SessionTroubleKind.OpenOrdersTooLong,
        SessionCancelUnconfirmedReason.OpenOrdersTooLong
    )]
    [InlineData(
        UnknownReason.UnreadableAnswer,
        SessionTroubleKind.OpenOrdersUnreadable,
        SessionCancelUnconfirmedReason.OpenOrdersUnreadable
    )]
    public void Cancel_must_say_why_it_is_not_verified_when_the_list_cannot_be_read(
        UnknownReason seen,
        SessionTroubleKind kind,
        SessionCancelUnconfirmedReason reason
    )
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.PassesWhileAllAreAnswered(new ExchangeAnswer.Unknown(seen, Says.PageText), Limits.DefaultDeadline);

        var unconfirmed = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        (unconfirmed.Reason, unconfirmed.Said).ShouldBe((reason, Says.PageText));
        guardian.MustHaveEscalated(EscalationCause.OpenOrdersUnread).Detail.ShouldContain($"{kind}");
        guardian.Status.Troubles.ShouldBe([new SessionTrouble(kind, Says.PageText)]);
    }

    [Fact]
    public void Cancel_must_not_name_the_trouble_of_an_earlier_look_when_the_latest_one_had_another()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), TooLong);
        guardian.PassesWhileAllAreAnswered(Says.Unknown(), Limits.DefaultDeadline);

        var unconfirmed = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.NotVerified);
        unconfirmed.Said.ShouldBe(ExchangeReason.None);
    }

    [Fact]
    public void Entry_that_names_no_order_must_be_told_of()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), new ExchangeAnswer.OpenOrdersRead([]) { Unreadable = 2 });

        guardian.MustHaveEscalated(EscalationCause.OpenOrdersUnread).Detail.ShouldContain("2 of its entries");
        guardian.Status.Troubles.Single().Kind.ShouldBe(SessionTroubleKind.OpenOrdersUnreadable);
    }

    [Fact]
    public void Trouble_must_be_told_once_until_the_list_was_read_again()
    {
        var guardian = new GuardianScript(Limits with { LookAfter = Sec(45) });
        Look(guardian, TooLong);
        guardian.MustHaveEscalated(EscalationCause.OpenOrdersUnread);
        Look(guardian, TooLong);
        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
        Look(guardian, Says.Page());
        guardian.Status.Troubles.Count.ShouldBe(1);
        Look(guardian, Says.OpenOrders());
        guardian.Status.Troubles.ShouldBeEmpty();
        Look(guardian, TooLong);
        guardian.MustHaveEscalated(EscalationCause.OpenOrdersUnread);
    }

    [Fact]
    public void Session_that_stays_starting_must_say_why_and_be_told_of_once()
    {
        var guardian = new GuardianScript(Limits with { Preflight = true }, isUp: false);
        guardian.Starts();
        guardian.PassesWhileAllAreAnswered(Says.Page(), Sec(5));
        guardian.Status.Troubles.ShouldBe([new SessionTrouble(SessionTroubleKind.NotStarted, Says.PageText)]);
        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
        guardian.PassesWhileAllAreAnswered(Says.Page(), Sec(7));
        guardian.MustHaveEscalated(EscalationCause.NotStarted).Detail.ShouldContain(Says.PageText.Message);
        guardian.PassesWhileAllAreAnswered(Says.Page(), Sec(60));
        guardian.MustBeDone();

        guardian.Passes(Limits.RetryLongest);
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
        guardian.Answers(guardian.MustHaveAskedAccount(), Says.Account());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Status.State.ShouldBe(SessionState.Active);
        guardian.Status.Troubles.ShouldBeEmpty();
    }

    [Fact]
    public void Session_that_stays_starting_must_say_that_nobody_answers_when_nobody_does()
    {
        var guardian = new GuardianScript(Limits with { Preflight = true }, isUp: false);
        guardian.Starts();
        guardian.MustHaveAskedRoles();
        guardian.Passes(Limits.AttemptTimeout);

        guardian.Status.Troubles.Single().Said.Message.ShouldBe("no answer in time");
    }

    private static readonly ExchangeAnswer TooLong = new ExchangeAnswer.Unknown(
        UnknownReason.AnswerTooLong,
        new ExchangeReason("", "HTTP 200: (too long)")
    );

    private static void Look(GuardianScript guardian, ExchangeAnswer answer)
    {
        guardian.Passes(Sec(45));
        guardian.Answers(guardian.MustHaveLooked(), answer);
    }
}
