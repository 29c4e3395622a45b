using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class ReconciliationSpec
{
    private static readonly TimeSpan ListLag = Limits.ListLagLimit;

    [Theory]
    [InlineData(VerificationMode.OwnOrders)]
    [InlineData(VerificationMode.Account)]
    public void Session_must_be_canceled_after_one_look_when_every_order_is_known_and_named(VerificationMode mode)
    {
        var guardian = Whole(Limits with { Verification = mode });
        OrderLedgerSpec.Open(guardian, "o2", 6);
        var cancel = guardian.ReceivesCancel("c2");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(6));
        guardian.MustNotHaveAnswered();
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Proof.ShouldBe(CancelProof.EveryOrderClosed);
        answer.Canceled.ShouldBe(Ids(6));
        answer.Effort.Elapsed.ShouldBe(TimeSpan.Zero);
        guardian.MustBeDone();
        guardian.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void List_must_be_quiet_for_its_lag_limit_when_an_earlier_run_may_have_left_orders()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        PassesQuietly(guardian, ListLag - Ms(1));
        guardian.MustNotHaveAnswered();
        PassesQuietly(guardian, Ms(1));

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Proof.ShouldBe(CancelProof.ListQuiet);
        answer.Canceled.ShouldBe(Ids(1));
        answer.Effort.AcceptedAfter.ShouldBe(TimeSpan.Zero);
        answer.Effort.Elapsed.ShouldBe(ListLag);
        guardian.MustBeDone();
        guardian.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Looks_must_be_few_when_only_time_is_waited_for()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        PassesQuietly(guardian, ListLag).ShouldBeLessThanOrEqualTo(6);
    }

    [Theory]
    [InlineData("lease")]
    [InlineData("lost order answer")]
    [InlineData("lost cancel answer")]
    [InlineData("cancel without lists")]
    [InlineData("order request out")]
    [InlineData("endpoint that names no order")]
    public void List_must_be_quiet_for_its_lag_limit_when_an_order_may_be_open_that_nobody_named(string why)
    {
        var guardian = Whole(OwnOrdersLimits);
        if (why == "lease")
            guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l1"));
        if (why is "lost order answer" or "order request out" or "endpoint that names no order")
            guardian.ReceivesOrder("o2");
        if (why == "lost order answer")
            guardian.Answers(guardian.MustHaveSentOrder(), Says.Unknown());
        if (why == "endpoint that names no order")
            guardian.Answers(guardian.MustHaveSentOrder(), Says.Done());
        if (why == "order request out")
            guardian.MustHaveSentOrder();
        var cancel = guardian.ReceivesCancel("c2");
        if (why == "lost cancel answer")
            guardian.Answers(guardian.MustHaveSentCancel(), Says.Unknown());
        guardian.Answers(
            guardian.MustHaveSentCancelAmongOthers(),
            why == "cancel without lists" ? Says.AcceptedWithoutLists() : Says.Accepted()
        );

        PassesQuietly(guardian, ListLag - Ms(1));
        guardian.State.Cancels.ShouldNotBeEmpty();
        PassesQuietly(guardian, Ms(1));
        guardian.MustAnswer<SessionCanceled>(cancel).Proof.ShouldBe(CancelProof.ListQuiet);
    }

    [Fact]
    public void Orders_that_were_acknowledged_must_be_accounted_for_when_the_cancel_names_none_and_the_list_lags()
    {
        var guardian = Whole(OwnOrdersLimits);
        OrderLedgerSpec.Open(guardian, "o2", 6);
        OrderLedgerSpec.Open(guardian, "o3", 7);
        var cancel = guardian.ReceivesCancel("c2");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.MustNotHaveAnswered();

        guardian.Answers(guardian.MustHaveCanceledDirectly(6), Says.Gone(6));
        guardian.MustNotHaveAnswered();
        guardian.Answers(guardian.MustHaveCanceledDirectly(7), Says.Gone(7));
        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Proof.ShouldBe(CancelProof.EveryOrderClosed);
        answer.Canceled.ShouldBe(Ids(6, 7));
    }

    [Fact]
    public void Orders_must_be_named_as_unaccounted_at_the_deadline_when_nothing_says_that_they_are_closed()
    {
        var guardian = Whole(OwnOrdersLimits);
        OrderLedgerSpec.Open(guardian, "o2", 6);
        OrderLedgerSpec.Open(guardian, "o3", 7);
        var cancel = guardian.ReceivesCancel("c2");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(7));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Passes(Limits.DefaultDeadline);

        var answer = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        answer.Reason.ShouldBe(SessionCancelUnconfirmedReason.NotVerified);
        answer.Unaccounted.ShouldBe(Ids(6));
        answer.Canceled.ShouldBe(Ids(7));
        guardian.MustHaveEscalated(EscalationCause.CancelUnconfirmed).Detail.ShouldContain("1 order");
    }

    [Fact]
    public void Quiet_time_must_begin_anew_when_a_look_shows_an_order_of_ours()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        PassesQuietly(guardian, ListLag / 2);
        // The list goes on showing it: what it shows is not to be trusted for as long.
        guardian.Passes(Sec(1));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(1));
        PassesQuietly(guardian, ListLag - Ms(1));
        guardian.State.Cancels.ShouldNotBeEmpty();
        PassesQuietly(guardian, Sec(3));
        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(1));
    }

    [Fact]
    public void List_must_be_quiet_for_twice_its_lag_when_it_was_caught_lagging()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { DefaultDeadline = Sec(30) });
        OrderLedgerSpec.Open(guardian, "o1", 5);
        var cancel = guardian.ReceivesCancel("c1");
        var book = new Book(guardian, 5) { OnSessionCancel = () => Says.Accepted(5) };
        book.ServeUntilAnswered(Ms(1_600));
        var shown = book.Sent.Last(sent => sent.Request is ExchangeRequest.ReadOpenOrders).At;
        book.Listed.Clear();
        book.ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel);
        var lag = shown - book.Sent[0].At;
        lag.ShouldBeGreaterThan(Sec(1));
        (guardian.Now.Running - shown).ShouldBe(2 * lag);
    }

    [Fact]
    public void Order_that_is_called_canceled_and_listed_for_long_must_be_canceled_by_itself()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { DefaultDeadline = Sec(30) });
        OrderLedgerSpec.Open(guardian, "o1", 5);
        var cancel = guardian.ReceivesCancel("c1");
        var book = new Book(guardian, 5) { OnSessionCancel = () => Says.Accepted(5) };
        book.ServeUntilAnswered();
        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(5));
        book.CanceledSingly.ShouldBe([5UL]);
    }

    [Fact]
    public void Order_that_is_called_canceled_and_listed_must_be_claimed_as_neither_when_time_is_up()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { ListLagLimit = Sec(20) });
        OrderLedgerSpec.Open(guardian, "o1", 5);
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian, 5) { OnSessionCancel = () => Says.Accepted(4, 5) }.ServeUntilAnswered();

        var answer = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        answer.Canceled.ShouldBe(Ids(4));
        answer.Unaccounted.ShouldBe(Ids(5));
    }

    [Fact]
    public void Order_must_be_closed_without_a_question_when_a_list_shows_one_that_was_placed_later()
    {
        var guardian = Whole(WithWholeLists(OwnOrdersLimits));
        OrderLedgerSpec.Open(guardian, "o2", 6);
        OrderLedgerSpec.Open(guardian, "o3", 7);
        var cancel = guardian.ReceivesCancel("c2");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(7));
        guardian.Answers(guardian.MustHaveSentCancelAmongOthers(), Says.Accepted(7));
        new Book(guardian).ServeUntilAnswered();

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Gone.ShouldBe(Ids(6));
        answer.Canceled.ShouldBe(Ids(7));
    }

    [Fact]
    public void Order_must_stay_unaccounted_when_a_list_shows_a_later_one_and_lists_are_not_whole()
    {
        var guardian = Whole(OwnOrdersLimits);
        OrderLedgerSpec.Open(guardian, "o2", 6);
        OrderLedgerSpec.Open(guardian, "o3", 7);
        guardian.ReceivesCancel("c2");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(7));
        guardian.State.Ledger.Open.Keys.Order().ShouldBe(Ids(6, 7));
    }

    [Fact]
    public void Order_must_stay_unaccounted_when_the_later_one_had_left_before_it_was_acknowledged()
    {
        var guardian = Whole(WithWholeLists(OwnOrdersLimits) with { AttemptTimeout = Ms(100) });
        var late = guardian.ReceivesOrder("o2");
        var request = guardian.MustHaveSentOrder();
        guardian.Passes(Ms(100));
        guardian.MustAnswer<PrivateRequestUnconfirmed>(late);
        guardian.ReceivesOrder("o3");
        var second = guardian.MustHaveSentOrder();
        guardian.Passes(Ms(1));
        guardian.Answers(request, Says.Opened(6));
        guardian.MustHaveNotedStale(request);
        guardian.Answers(second, Says.Opened(7));
        guardian.ReceivesCancel("c2");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(7));
        guardian.State.Ledger.Open.Keys.ShouldContain(new OrderId(6));
    }

    [Fact]
    public void Orders_of_others_must_be_named_and_left_alone_when_the_account_is_looked_at()
    {
        var guardian = new GuardianScript(AccountLimits);
        OrderLedgerSpec.Open(guardian, "o1", 5);
        OrderLedgerSpec.Open(guardian, "o2", 6);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(5, 6));
        var book = new Book(guardian, 11, 12, 21, 22);
        book.ServeUntilAnswered();
        book.CanceledSingly.ShouldBeEmpty();

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Canceled.ShouldBe(Ids(5, 6));
        answer.Others.ShouldBe(Ids(11, 12, 21, 22));
    }

    [Fact]
    public void Orders_of_others_must_not_count_when_only_own_ones_are_looked_at()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { ClientOrderIdPrefix = "mm-" });
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        while (!guardian.State.Cancels.IsEmpty)
            LooksWhenever(guardian, Says.NamedOrders((5, "hand-1"), (6, "MM-2")));
        guardian.MustAnswer<SessionCanceled>(cancel).Others.ShouldBeEmpty();
    }

    [Fact]
    public void Order_that_was_filled_must_be_named_as_such_when_the_cancel_was_rejected_for_it()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        OrderLedgerSpec.Open(guardian, "o1", 557);
        OrderLedgerSpec.Open(guardian, "o2", 558);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.AcceptedWithRejects([558], [557]));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Answers(guardian.MustHaveCanceledDirectly(557), Says.Filled(557));
        while (!guardian.State.Cancels.IsEmpty)
            LooksWhenever(guardian, Says.OpenOrders());

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Canceled.ShouldBe(Ids(558));
        answer.Filled.ShouldBe(Ids(557));
        guardian.MustBeDone();
    }

    [Fact]
    public void Command_must_be_unconfirmed_at_its_deadline_when_no_look_comes_back()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1, 2));
        guardian.Passes(OwnOrdersLimits.DefaultDeadline);
        var answer = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        answer.Reason.ShouldBe(SessionCancelUnconfirmedReason.NotVerified);
        answer.Canceled.ShouldBe(Ids(1, 2));
    }

    [Fact]
    public void Command_must_be_unconfirmed_at_once_when_the_key_may_not_look()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.Refused(RefusedReason.MissingRole));
        var answer = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        answer.Reason.ShouldBe(SessionCancelUnconfirmedReason.NotVerified);
        answer.Said.ShouldBe(Says.Words);
        guardian.State.State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Look_must_be_repeated_at_once_and_then_later_when_it_fails()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.Unknown());
        guardian.Answers(guardian.MustHaveLooked(), Says.Unknown());
        guardian.MustHaveSentNothing();
        guardian.Passes(Limits.RetryFirst);
        guardian.MustHaveLooked();
    }

    [Fact]
    public void Look_must_wait_as_long_as_the_exchange_says()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.TooMany(Sec(2)));
        guardian.Passes(Ms(1999));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.MustHaveLooked();
    }

    [Fact]
    public void Order_of_the_request_that_is_out_must_be_canceled_by_itself_when_the_exchange_names_it_and_it_stays()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { ListLagLimit = Ms(50) });
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
        guardian.ReceivesCancel("c1");
        var book = new Book(guardian, 3) { OnSessionCancel = () => Says.Accepted(3) };
        book.ServeUntilAnswered();
        book.CanceledSingly.ShouldBe([3UL]);
    }

    [Fact]
    public void Look_begun_before_the_acceptance_of_a_later_command_must_not_count_for_it()
    {
        var guardian = Whole(OwnOrdersLimits);
        var early = guardian.ReceivesCancel("early");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        var look = guardian.MustHaveLooked();
        guardian.Passes(Ms(10));
        var late = guardian.ReceivesCancel("late");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());

        guardian.Answers(look, Says.OpenOrders());
        guardian.MustAnswer<SessionCanceled>(early);
        guardian.MustNotHaveAnswered();
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.MustAnswer<SessionCanceled>(late);
        guardian.MustBeDone();
    }

    /// <summary>A guardian that has traded and whose session was proven empty: every order from now on is known.</summary>
    internal static GuardianScript Whole(GuardianLimits limits)
    {
        var guardian = new GuardianScript(limits);
        OrderLedgerSpec.Open(guardian, "whole-order", 5);
        var cancel = guardian.ReceivesCancel("whole");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(5));
        PassesQuietly(guardian, limits.ListLagLimit);
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.State.Ledger.IsWhole.ShouldBeTrue();
        return guardian;
    }

    internal static GuardianLimits WithWholeLists(GuardianLimits limits) =>
        limits with
        {
            Capabilities = limits.Capabilities with { ListsAreWhole = true },
        };

    /// <summary>Lets time pass while every look shows nothing.</summary>
    /// <returns>How many looks there were.</returns>
    internal static int PassesQuietly(GuardianScript guardian, TimeSpan time)
    {
        var until = guardian.Now.Running + time;
        var looks = 0;
        while (true)
        {
            while (guardian.TakeLook() is { } look)
            {
                looks++;
                guardian.Answers(look, Says.OpenOrders());
            }

            if (guardian.Now.Running >= until)
                return looks;
            guardian.Passes(
                guardian.WakeAt < until ? guardian.WakeAt.Value - guardian.Now.Running : until - guardian.Now.Running
            );
        }
    }

    /// <summary>Answers the look that is out, or lets time pass to the next alarm.</summary>
    internal static void LooksWhenever(GuardianScript guardian, ExchangeAnswer answer)
    {
        if (guardian.TakeLook() is { } look)
            guardian.Answers(look, answer);
        else
            guardian.PassesToTheAlarm();
    }
}
