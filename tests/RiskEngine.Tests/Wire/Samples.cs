namespace RiskEngine.Tests.Wire;

/// <summary>One of each message, with every member that it can have.</summary>
internal static class Samples
{
    private static readonly SessionKey Session = new(
        ExchangeName.Gemini,
        new AccountName("desk-2"),
        new SessionAlias("maker-1")
    );
    private static readonly CommandId Command = new("c-1");
    private static readonly StrategyId Quoter = new("quoter");
    private static readonly RequestedBy.Person Ann = new("ann");
    private static readonly Reason Why = new("spread gone");
    private static readonly NodeName Node = new("desk-1");
    private static readonly ExchangeReason Said = new("InvalidSignature", "no");
    internal static readonly Engagement Engagement = new(
        new EngagementId(Node, new EngineRunId(1), 7),
        new Epoch(7),
        new KillSwitchScope.Session(Session),
        new RequestedBy.Engine("loss-limit"),
        Why,
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)
    );
    private static readonly CancelAttempt Attempt = new(new AttemptId(3), new Nonce(1700), AttemptResult.Accepted);
    private static readonly CancelEffort Effort = new(
        [Attempt],
        TimeSpan.FromMilliseconds(30),
        TimeSpan.FromMilliseconds(130)
    );
    private static readonly SessionCanceled Canceled = new(
        Session,
        Command,
        Effort,
        [new OrderId(5)],
        CancelListing.Complete,
        CancelProof.AccountQuiet
    )
    {
        Gone = [new OrderId(6)],
    };
    private static readonly PrivateRequestDenied Denied = new(Session, Command, PrivateRequestDeniedReason.Halted)
    {
        Engagement = Engagement,
        Node = Node,
    };
    private static readonly KillSwitchApplied Proven = new(
        Engagement.Id,
        Session,
        Node,
        new KillSwitchEffect.CancelEnded(Canceled)
    );
    private static readonly KillSwitchApplied Unproven = new(
        Engagement.Id,
        Session,
        Node,
        new KillSwitchEffect.CancelEnded(
            new SessionCancelDenied(Session, Command, SessionCancelDeniedReason.EngineStopping)
        )
    );

    internal static readonly IReadOnlyList<object> All =
    [
        new CancelSession(Session, Command, Quoter, Ann, Why, TimeSpan.FromSeconds(4)),
        Canceled,
        new SessionCancelPartial(
            Session,
            Command,
            Effort,
            [new OrderId(5)],
            CancelListing.Incomplete,
            [new OrderId(6)],
            [new OrderId(7)]
        )
        {
            Gone = [new OrderId(8)],
            Details =
            [
                new OrderDetail(
                    new OrderId(7),
                    new StrategyId("quoter"),
                    new OrderTerms
                    {
                        EnteredBy = new PrivateEndpoint("/v1/order/new"),
                        Symbol = "btcusd",
                        Side = OrderSide.Sell,
                        Price = 100.10m,
                        Remaining = 0.5m,
                        PlacedAt = Engagement.At,
                    }
                ),
                new OrderDetail(new OrderId(6), null, OrderTerms.None),
            ],
            NotCovered = [NotCovered.Positions, NotCovered.UnlistedOrders],
        },
        new SessionCancelDenied(Session, Command, SessionCancelDeniedReason.NotOnThisNode) { Node = Node },
        new SessionCancelRejected(Session, Command, Effort, SessionCancelRejectedReason.Credentials, Said),
        new SessionCancelUnconfirmed(
            Session,
            Command,
            Effort,
            SessionCancelUnconfirmedReason.NoAnswer,
            Said,
            [new OrderId(5)]
        )
        {
            Node = Node,
            OrderMayLandUntil = Engagement.At,
        },
        new GetOutcomeOrders(Session, Command, OutcomeList.Unaccounted, 700),
        new OutcomeOrders(
            Session,
            Command,
            OutcomeList.Unaccounted,
            700,
            ((ValueList<OrderId>)[new OrderId(5)]).WithOmitted(9)
        ),
        new OutcomeUnknown(Session, Command),
        new LateAcceptance(Session, new AttemptId(3), new Nonce(1700), [new OrderId(5)], [new OrderId(6)]),
        new LateOrder(Session, new OrderId(5), new StrategyId("quoter")),
        new SubmitPrivateRequest(
            Session,
            Command,
            Quoter,
            new PrivateEndpoint("/v1/order/new"),
            new RequestFields([
                new RequestField.Text("symbol", "btcusd"),
                new RequestField.Number("count", 2),
                new RequestField.Flag("hidden", true),
                new RequestField.Texts("options", ["maker-or-cancel"]),
            ])
        ),
        new PrivateRequestAnswered(Session, Command, "{\"order_id\":\"5\"}"),
        Denied,
        new PrivateRequestRejected(Session, Command, Said),
        new PrivateRequestUnconfirmed(Session, Command, Said) { Node = Node },
        new LeaseNonce(Session, Command, Quoter),
        new NonceLeased(Session, Command, new Nonce(1701)),
        new NonceLeaseDenied(Session, Command, NonceLeaseDeniedReason.Halted) { Engagement = Engagement, Node = Node },
        new RegisterStrategy(Session, Quoter, TimeSpan.FromSeconds(2)),
        new UnregisterStrategy(Session, Quoter),
        new StrategyAlive(Session, Quoter),
        new StrategyWatched(Session, Quoter, IsWatched: true),
        new StrategyLost(Session, Quoter, StrategyLossCause.Silent, null),
        new StrategyGate(Session, Quoter, KillSwitchState.Of([Engagement])),
        new ClockSkewed(Session, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(5)),
        new AnswerClockDoubted(Session, DateTimeOffset.UnixEpoch, Engagement.At),
        new NonceUnitWrong(Session, WantedNonce.Seconds, Said),
        new GetSessionStatus(Session),
        new SessionStatus(Session, SessionState.Halted, 1, 2, 3, new Nonce(1700), TimeSpan.FromMilliseconds(9))
        {
            Switch = KillSwitchState.Of([Engagement]),
            KnownOrders = 4,
            ClockSkew = TimeSpan.FromMilliseconds(12),
            ConnectedAt = Engagement.At,
            Node = Node,
            Account = new AccountIdentity.Known("memo:GEMPJBRDZ"),
            Permissions = KeyPermissions.Trade | KeyPermissions.OrderStatus,
            Requests = new RequestTally(5, 6, 7, 8, Denied),
            Troubles = [new SessionTrouble(SessionTroubleKind.OpenOrdersTooLong, Said)],
            HeldRequests =
            [
                new HeldRequest(HeldRequestKind.Order, SharedBudgetScope.Address, TimeSpan.FromMilliseconds(1500)),
            ],
        },
        new SessionUnknown(Session) { Node = Node },
        new SessionGate(Session, new KillSwitchState.Unreadable(KillSwitchUnreadableReason.Corrupt)),
        new SessionStateChanged(Session, SessionState.Starting, SessionState.Active),
        new SessionEscalated(Session, EscalationCause.KeyShared, "another program"),
        new EscalationStepTaken(Session, EscalationStep.AccountCancel, Command),
        new AccountCancelEnded(Session, Command, Attempt, [new OrderId(5)], [new OrderId(6)]) { Unheard = [Node] },
        new EngageKillSwitch(KillSwitchScope.Everything.Instance, Command, Ann, Why, TimeSpan.FromSeconds(5)),
        new KillSwitchEngaged(Command, Engagement, KillSwitchDurability.EveryNode),
        new KillSwitchEngageDenied(Command, Engagement.Scope, KillSwitchEngageDeniedReason.NothingInScope),
        new KillSwitchStored(Engagement, KillSwitchDurability.Majority),
        new KillSwitchApplied(Engagement.Id, Session, Node, KillSwitchEffect.OrdersDenied.Instance),
        new KillSwitchProgress(Command, Engagement.Id, 2, [Session]),
        new KillSwitchCompleted(Command, Engagement, [Proven], TimeSpan.FromSeconds(1)) { UnknownAccounts = [Session] },
        new KillSwitchIncomplete(
            Command,
            Engagement,
            [Proven],
            [
                new MissingSession(Session, MissingSessionReason.NodeUnreachable) { Node = Node },
                new MissingSession(Unproven),
                new MissingSession(
                    new KillSwitchApplied(
                        Engagement.Id,
                        Session,
                        Node,
                        new KillSwitchEffect.StrategyStopped(
                            true,
                            new StrategyOrders
                            {
                                Canceled = [new OrderId(1)],
                                Unaccounted = [new OrderId(5)],
                                Unanswered = 7,
                                Others = 8,
                            }
                        )
                    )
                ),
            ],
            TimeSpan.FromSeconds(5)
        ),
        new KillSwitchMatchesNothing(
            Command,
            Engagement,
            ["session/gemini/maker-1"],
            [Proven],
            [new MissingSession(Session, MissingSessionReason.NodeUnreachable) { Node = Node }],
            TimeSpan.FromSeconds(1)
        ),
        new ResetKillSwitch([Engagement.Id], Command, Ann, Why),
        new KillSwitchReset(Command, [Engagement], [Ann], KillSwitchState.Clear.Instance),
        new KillSwitchResetApproved(Command, [new ResetApproval(Engagement, Ann, Why)]),
        new KillSwitchResetDenied(
            Command,
            [Engagement.Id],
            KillSwitchResetDeniedReason.SamePerson,
            KillSwitchState.Of([Engagement])
        ),
        new KillSwitchResetInDoubt(Command, [Engagement.Id], "the store is silent"),
        GetKillSwitch.Instance,
        new KillSwitchStatus(Node, KillSwitchState.Of([Engagement]), [new ResetApproval(Engagement, Ann, Why)])
        {
            ApprovalsNeeded = 2,
            ApprovalsDifferOn = [Node],
        },
        new KillSwitchRecord.Engage(Engagement),
        new AccountCancelNoted(Node, Session),
        new PeerMessage.OfAccount(Node, Session, new AccountIdentity.Known("primary@1"), TimeSpan.FromSeconds(13)),
        new PeerMessage.OfSwitch(
            Node,
            [new KillSwitchRecord.Engage(Engagement)],
            Engagement.Id,
            TimeSpan.FromSeconds(4)
        )
        {
            Accounts = [new SessionAccount(Session, new AccountIdentity.Known("primary@1"))],
            After = Session,
            Approvals = 2,
        },
        new SwitchReport(Node, [Proven], [Session])
        {
            Approvals = 2,
            Accounts = [new SessionAccount(Session, new AccountIdentity.Known("primary@1"))],
            Next = Session,
            Early = MissingSessionReason.TooManyEngagements,
        },
        new PeerMessage.ForSession(Node, new LeaseNonce(Session, Command, Quoter)),
        new UnknownMessage("of-tomorrow/1"),
    ];
}
