using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests.Cases;

/// <summary>Each input of a guardian, each request that it sends and each answer does something that can be named.</summary>
public sealed class GuardianCasesSpec
{
    private static readonly StrategyId Strategy = new("strategy-1");
    private static readonly SessionKey Other = new(Session.Exchange, Session.Account, new SessionAlias("other"));

    private static readonly GuardianLimits Everything = OwnOrdersLimits with
    {
        Preflight = true,
        RequiresHeartbeat = true,
        EscalatesToAccount = true,
    };

    [Fact]
    public void Every_input_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<GuardianInput>(
            new Dictionary<Type, Action>
            {
                [typeof(GuardianInput.Started)] = () =>
                {
                    var guardian = new GuardianScript(isUp: false);
                    guardian.Starts();
                    guardian.MustHavePublished<SessionStateChanged>().To.ShouldBe(SessionState.Active);
                },
                [typeof(GuardianInput.CancelRequested)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.ReceivesCancel("c1");
                    guardian.MustHaveSentCancel();
                },
                [typeof(GuardianInput.PrivateRequested)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.ReceivesOrder("o1");
                    guardian.MustHaveSentOrder();
                },
                [typeof(GuardianInput.StrategyStopWanted)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.Feed(
                        new GuardianInput.StrategyStopWanted(
                            new StopStrategy(
                                Session,
                                new CommandId("s1"),
                                new StrategyId("grid"),
                                Switches.Ann,
                                new Reason("spread gone"),
                                Sec(1)
                            )
                        )
                    );
                    guardian.MustHaveEndedStop(new CommandId("s1")).IsKnown.ShouldBeFalse();
                },
                [typeof(GuardianInput.AccountCancelHeard)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.Feed(
                        new GuardianInput.AccountCancelHeard(
                            new AccountCancelNews(
                                Other,
                                AccountIdentity.NotRead.Instance,
                                guardian.Now.Running + Sec(1)
                            )
                        )
                    );
                    guardian.ReceivesOrder("o1");
                    guardian.MustHaveSentNothing();
                },
                [typeof(GuardianInput.AccountCancelUnheard)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.Feed(new GuardianInput.AccountCancelUnheard([Switches.Desk]));
                    guardian.State.AccountCancelUnheard.ShouldBe([Switches.Desk]);
                },
                [typeof(GuardianInput.GateSet)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.HearsOf(Engagement(1));
                    guardian.MustHaveAnsweredGate().Switch.ShouldBe(KillSwitchState.Of([Engagement(1)]));
                },
                [typeof(GuardianInput.NonceRequested)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l1"));
                },
                [typeof(GuardianInput.AttemptResolved)] = () =>
                {
                    var guardian = new GuardianScript();
                    var cancel = guardian.ReceivesCancel("c1");
                    guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
                    guardian.MustAnswer<SessionCanceled>(cancel);
                },
                [typeof(GuardianInput.StrategyRegistered)] = () => Watching(),
                [typeof(GuardianInput.StrategyUnregistered)] = () =>
                {
                    var guardian = Watching();
                    guardian.Feed(new GuardianInput.StrategyUnregistered(Strategy));
                    guardian.State.Strategies.ShouldBeEmpty();
                },
                [typeof(GuardianInput.StrategySeen)] = () =>
                {
                    var guardian = Watching();
                    guardian.Passes(Sec(4));
                    guardian.Feed(new GuardianInput.StrategySeen(Strategy));
                    guardian.Passes(Sec(4));
                    guardian.MustBeDone();
                },
                [typeof(GuardianInput.StrategyDied)] = () =>
                {
                    var guardian = Watching();
                    guardian.Feed(new GuardianInput.StrategyDied(Strategy));
                    guardian.MustHavePublished<StrategyLost>().Cause.ShouldBe(StrategyLossCause.Died);
                },
                [typeof(GuardianInput.SlotsPromised)] = () =>
                {
                    var guardian = new GuardianScript(Limits with { IsPaced = true });
                    guardian.ReceivesOrder("o1");
                    guardian.MustWant(HeldRequestKind.Order, 1);
                    guardian.Promises(HeldRequestKind.Order, TimeSpan.Zero);
                    guardian.MustHaveSentOrder();
                },
                [typeof(GuardianInput.NoncesReserved)] = () =>
                {
                    var guardian = new GuardianScript(Limits with { NonceBlock = Sec(60) });
                    guardian.ReceivesOrder("o1");
                    var mark = guardian.MustHaveReserved();
                    guardian.MustHaveSentNothing();
                    guardian.Feed(new GuardianInput.NoncesReserved(mark));
                    guardian.MustHaveSentOrder();
                },
                [typeof(GuardianInput.NonceReservationFailed)] = () =>
                {
                    var guardian = new GuardianScript(Limits with { NonceBlock = Sec(60) });
                    guardian.Feed(new GuardianInput.NonceReservationFailed(FullStore));
                    guardian.MustHaveEscalated(EscalationCause.NoncesNotDurable);
                },
                [typeof(GuardianInput.OrdersKept)] = () =>
                {
                    var guardian = new GuardianScript(Limits with { KeepsOrders = true }, isUp: false);
                    guardian.ReadsOrders(new OrderLedgerReading.Known([], OrderLedgerStanding.InUse));
                    guardian.Starts();
                    guardian.ReceivesOrder("o1");
                    guardian.MustHaveKeptOrders();
                    guardian.MustHaveSentNothing();
                    guardian.Feed(new GuardianInput.OrdersKept());
                    guardian.MustHaveSentOrder();
                },
                [typeof(GuardianInput.OrdersNotKept)] = () =>
                {
                    var guardian = new GuardianScript(Limits with { KeepsOrders = true }, isUp: false);
                    guardian.ReadsOrders(new OrderLedgerReading.Known([], OrderLedgerStanding.InUse));
                    guardian.Starts();
                    guardian.Feed(new GuardianInput.OrdersNotKept(FullStore));
                    guardian.MustHaveEscalated(EscalationCause.OrdersNotDurable);
                },
                [typeof(GuardianInput.AccountCancelWanted)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.IsAskedToCancelAccount(Other, "c1");
                    guardian.MustHaveCanceledAccount();
                },
                [typeof(GuardianInput.AccountCancelReported)] = () =>
                {
                    var guardian = new GuardianScript(
                        Limits with
                        {
                            EscalatesToAccount = true,
                            AccountCancelBy = Other,
                        }
                    );
                    var cancel = guardian.ReceivesCancel("c1");
                    guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused());
                    guardian.MustHaveAskedOtherKey();
                    guardian.HearsOfAccountCancel(cancel.Id, isAccepted: false);
                    guardian.MustHaveCanceledAccount();
                },
                [typeof(GuardianInput.Closing)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.Feed(new GuardianInput.Closing());
                    guardian
                        .MustAnswer<PrivateRequestDenied>(guardian.ReceivesOrder("o1"))
                        .Reason.ShouldBe(PrivateRequestDeniedReason.EngineStopping);
                },
                [typeof(GuardianInput.Woke)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.ReceivesCancel("c1");
                    guardian.MustHaveSentCancel();
                    guardian.Passes(Limits.HedgeAfter);
                    guardian.MustHaveSentCancel();
                },
                [typeof(GuardianInput.SenderLost)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.LosesSender();
                    guardian.MustHaveEscalated(EscalationCause.SenderKeepsFailing);
                },
                [typeof(GuardianInput.Stopping)] = () =>
                {
                    var guardian = new GuardianScript();
                    var cancel = guardian.ReceivesCancel("c1");
                    guardian.Stops();
                    guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
                },
            }
        );

    [Fact]
    public void Every_request_must_have_its_acceptance_decided_over() =>
        ClosedUnions.EachMustHaveAStory<ExchangeRequest>(
            new Dictionary<Type, Action>
            {
                [typeof(ExchangeRequest.CancelSessionOrders)] = () =>
                {
                    var guardian = new GuardianScript();
                    var cancel = guardian.ReceivesCancel("c1");
                    guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
                    guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(1));
                },
                [typeof(ExchangeRequest.CancelAccountOrders)] = () =>
                {
                    var guardian = new GuardianScript();
                    guardian.IsAskedToCancelAccount(Other, "c1");
                    guardian.Answers(guardian.MustHaveCanceledAccount(), Says.Accepted());
                    guardian.MustHaveReportedAccountCancel().IsAccepted.ShouldBeTrue();
                },
                [typeof(ExchangeRequest.CancelOrder)] = () =>
                {
                    var guardian = WithUnaccountedOrder();
                    guardian.Answers(guardian.MustHaveCanceledDirectly(7), Says.Gone(7));
                    guardian.State.Ledger.Open.ShouldBeEmpty();
                },
                [typeof(ExchangeRequest.ReadOpenOrders)] = () =>
                {
                    var guardian = new GuardianScript(OwnOrdersLimits with { ListLagLimit = TimeSpan.Zero });
                    var cancel = guardian.ReceivesCancel("c1");
                    guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
                    guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
                    guardian.MustAnswer<SessionCanceled>(cancel).Proof.ShouldBe(CancelProof.ListQuiet);
                },
                [typeof(ExchangeRequest.ReadOrderStatus)] = () =>
                {
                    var guardian = new GuardianScript(OwnOrdersLimits with { LookAfter = Sec(45) });
                    OrderLedgerSpec.Open(guardian, "o1", 7);
                    guardian.Passes(Sec(45));
                    guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
                    guardian.Answers(guardian.MustHaveAskedAbout(7), Says.Standing(7, OrderStanding.Filled));
                    guardian.State.Ledger.Open.ShouldBeEmpty();
                },
                [typeof(ExchangeRequest.ReadOrdersByName)] = () =>
                {
                    var guardian = OrdersInDoubtSpec.LosesOrder("mm-1");
                    var question = guardian.MustHaveAskedByName("mm-1");
                    guardian.Answers(question, Says.Named("mm-1", 7, OrderStanding.Live, guardian.Now.Wall));
                    guardian.State.Ledger.Open.Keys.ShouldBe(Ids(7));
                },
                [typeof(ExchangeRequest.ReadOrderHistory)] = () =>
                {
                    var capabilities = ExchangeCapabilities.None with { OrderHistory = true };
                    var guardian = new GuardianScript(OwnOrdersLimits with { Capabilities = capabilities });
                    foreach (ulong order in (ulong[])[7, 8, 9])
                        OrderLedgerSpec.Open(guardian, $"o{order}", order);
                    guardian.ReceivesCancel("c1");
                    guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
                    guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
                    guardian.Answers(guardian.MustHaveSent<ExchangeRequest.ReadOrderHistory>(), Says.History(7, 8, 9));
                    guardian.State.Ledger.Open.ShouldBeEmpty();
                },
                [typeof(ExchangeRequest.ReadRoles)] = () =>
                {
                    var guardian = new GuardianScript(Everything, isUp: false);
                    guardian.Starts();
                    guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
                    guardian.MustHaveAskedAccount();
                },
                [typeof(ExchangeRequest.ReadAccount)] = () =>
                {
                    var guardian = new GuardianScript(Everything, isUp: false);
                    guardian.Starts();
                    guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
                    guardian.Answers(guardian.MustHaveAskedAccount(), Says.Account("memo:SIM"));
                    guardian.Status.Account.ShouldBe(new AccountIdentity.Known("memo:SIM"));
                },
                [typeof(ExchangeRequest.SendHeartbeat)] = () =>
                {
                    var guardian = new GuardianScript(Limits with { RequiresHeartbeat = true });
                    guardian.Passes(Limits.HeartbeatAfter);
                    guardian.Answers(guardian.MustHaveBeaten(), Says.Beaten());
                    guardian.Passes(Limits.HeartbeatAfter);
                    guardian.MustHaveBeaten();
                },
                [typeof(ExchangeRequest.SendPrivate)] = () =>
                {
                    var guardian = new GuardianScript();
                    var order = guardian.ReceivesOrder("o1");
                    guardian.Answers(guardian.MustHaveSentOrder(), Says.Opened(1));
                    guardian.MustAnswer<PrivateRequestAnswered>(order);
                },
            }
        );

    [Fact]
    public void Every_failure_must_be_decided_over_for_a_cancel_and_for_an_order() =>
        ClosedUnions.EachMustHaveAStory<ExchangeAnswer>(
            new Dictionary<Type, Action>
            {
                [typeof(ExchangeAnswer.NonceRefused)] = () =>
                {
                    AfterCancel(Says.NonceTooLow()).MustHaveSentCancel();
                    AfterOrder<PrivateRequestRejected>(Says.NonceTooLow());
                },
                [typeof(ExchangeAnswer.RateLimited)] = () =>
                {
                    var guardian = AfterCancel(Says.TooMany());
                    guardian.MustHaveSentNothing();
                    guardian.Passes(Limits.RateLimitPause);
                    guardian.MustHaveSentCancel();
                    AfterOrder<PrivateRequestRejected>(Says.TooMany());
                },
                [typeof(ExchangeAnswer.Refused)] = () =>
                {
                    AfterCancel(Says.Refused())
                        .Latest.OfType<GuardianEffect.AnswerCancel>()
                        .ShouldHaveSingleItem()
                        .Outcome.ShouldBeOfType<SessionCancelRejected>();
                    AfterOrder<PrivateRequestRejected>(Says.Refused());
                },
                [typeof(ExchangeAnswer.NotSent)] = () =>
                {
                    AfterCancel(Says.NotSent()).MustHaveSentCancel();
                    AfterOrder<PrivateRequestDenied>(Says.NotSent());
                },
                [typeof(ExchangeAnswer.Unknown)] = () =>
                {
                    AfterCancel(Says.Unknown()).MustHaveSentCancel();
                    AfterOrder<PrivateRequestUnconfirmed>(Says.Unknown());
                },
                // What accepts answers one request alone, and stands with it above; to any other it is unreadable.
                [typeof(ExchangeAnswer.CancelAccepted)] = () => AfterOrder<PrivateRequestUnconfirmed>(Says.Accepted()),
                [typeof(ExchangeAnswer.OpenOrdersRead)] = () => MustBeUnreadable(Says.OpenOrders()),
                [typeof(ExchangeAnswer.OrderCancelAccepted)] = () => MustBeUnreadable(Says.Gone(1)),
                [typeof(ExchangeAnswer.OrderStatusRead)] = () => MustBeUnreadable(Says.Standing(1, OrderStanding.Live)),
                [typeof(ExchangeAnswer.OrdersByNameRead)] = () => MustBeUnreadable(Says.NoneNamed()),
                [typeof(ExchangeAnswer.OrderHistoryRead)] = () => MustBeUnreadable(Says.History(1)),
                [typeof(ExchangeAnswer.RolesRead)] = () => MustBeUnreadable(Says.Roles(isTrader: true)),
                [typeof(ExchangeAnswer.AccountRead)] = () => MustBeUnreadable(Says.Account()),
                [typeof(ExchangeAnswer.HeartbeatAccepted)] = () => MustBeUnreadable(Says.Beaten()),
                [typeof(ExchangeAnswer.PrivateAccepted)] = () => AfterCancel(Says.Opened(1)).MustHaveSentCancel(),
            }
        );

    private static void MustBeUnreadable(ExchangeAnswer answer)
    {
        AfterCancel(answer).MustHaveSentCancel();
        AfterOrder<PrivateRequestUnconfirmed>(answer);
    }

    private static GuardianScript AfterCancel(ExchangeAnswer answer)
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), answer);
        return guardian;
    }

    private static void AfterOrder<T>(ExchangeAnswer answer)
        where T : PrivateRequestOutcome
    {
        var guardian = new GuardianScript();
        var order = guardian.ReceivesOrder("o1");
        guardian.Answers(guardian.MustHaveSentOrder(), answer);
        guardian.MustAnswer<T>(order);
    }

    private static GuardianScript WithUnaccountedOrder()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        OrderLedgerSpec.Open(guardian, "o1", 7);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        return guardian;
    }

    private static GuardianScript Watching()
    {
        var guardian = new GuardianScript();
        guardian.Feed(new GuardianInput.StrategyRegistered(new RegisterStrategy(Session, Strategy, Sec(5))));
        guardian.MustHaveAnsweredRegistration().Strategy.ShouldBe(Strategy);
        return guardian;
    }
}
