using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class AccountIsOursSpec
{
    private static readonly GuardianLimits Ours = AccountLimits with { AccountIsOurs = true };

    [Fact]
    public void Every_order_of_the_account_must_be_canceled_when_the_account_is_ours()
    {
        var guardian = new GuardianScript(Ours);
        OrderLedgerSpec.Open(guardian, "o1", 5);
        var cancel = guardian.ReceivesCancel("c1");
        var book = new Book(guardian, 6, 7) { OnSessionCancel = () => Says.Accepted(5) };

        book.ServeUntilAnswered();

        var canceled = guardian.MustAnswer<SessionCanceled>(cancel);
        canceled.Canceled.ShouldBe(Ids(5, 6, 7));
        canceled.Others.ShouldBeEmpty();
        canceled.Proof.ShouldBe(CancelProof.ListQuiet);
        book.Listed.ShouldBeEmpty();
    }

    [Fact]
    public void Orders_of_others_must_be_named_and_left_when_the_account_is_not_ours()
    {
        var guardian = new GuardianScript(AccountLimits);
        OrderLedgerSpec.Open(guardian, "o1", 5);
        var cancel = guardian.ReceivesCancel("c1");
        var book = new Book(guardian, 6, 7) { OnSessionCancel = () => Says.Accepted(5) };

        book.ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Others.ShouldBe(Ids(6, 7));
        book.CanceledSingly.ShouldBeEmpty();
    }

    [Fact]
    public void Order_of_another_must_be_left_and_told_as_open_when_no_cancel_takes_it()
    {
        var guardian = new GuardianScript(Ours);
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian, 6) { OnCancel = Says.StillLive }.ServeUntilAnswered();

        guardian.MustAnswer<SessionCancelPartial>(cancel).Open.ShouldBe(Ids(6));
    }

    [Fact]
    public void Proof_must_take_a_quiet_list_though_the_session_was_proven_before()
    {
        var guardian = new GuardianScript(Ours);
        OrderLedgerSpec.Open(guardian, "o1", 5);
        guardian.ReceivesCancel("c1");
        new Book(guardian) { OnSessionCancel = () => Says.Accepted(5) }.ServeUntilAnswered();
        guardian.State.Ledger.IsWhole.ShouldBeFalse("somebody else may open one at any time");
        var cancel = guardian.ReceivesCancel("c2");
        new Book(guardian).ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Proof.ShouldBe(CancelProof.ListQuiet);
    }

    [Fact]
    public void Order_that_somebody_places_must_be_canceled_when_the_session_is_engaged()
    {
        var guardian = new GuardianScript(Ours with { LookAfter = Sec(45) });
        guardian.HearsOf(Engagement(1));
        guardian.Passes(Sec(45));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(9));

        guardian.Answers(guardian.MustHaveCanceledDirectly(9), Says.Gone(9));

        guardian.MustHavePublished<LateOrder>().Order.ShouldBe(new OrderId(9));
        guardian.State.Ledger.Open.ShouldBeEmpty();
    }
}
