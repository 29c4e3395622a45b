namespace RiskEngine.Core.Tests;

/// <summary>One of each audit entry, with every value that it can have.</summary>
internal static class AuditSamples
{
    private static readonly DateTimeOffset At = Switches.At;
    private static readonly NodeName Desk = new("desk-1");
    private static readonly NodeName Other = new("desk-2");
    private static readonly SessionKey Maker = Switches.Maker;
    private static readonly CommandId Command = new("c-1");
    private static readonly RequestedBy.Person Ann = new("ann");
    private static readonly RequestedBy Quoter = new RequestedBy.Strategy(new StrategyId("quoter"));
    private static readonly Reason Why = new("spread gone");
    private static readonly ExchangeReason Said = new("InvalidNonce", "Nonce '1' has not increased.");
    private static readonly ValueList<OrderId> Orders = [new("18446744073709551615"), new("O-1:b")];
    private static readonly Engagement Stop = Switches
        .Engaged(KillSwitchHistory.Empty, KillSwitchScope.Everything.Instance)
        .Engagement;
    private static readonly Engagement Trip = Switches
        .Engaged(KillSwitchHistory.Empty, new KillSwitchScope.Session(Maker), by: new RequestedBy.Engine("skew"))
        .Engagement;
    private static readonly CancelEffort Effort = new(
        [new CancelAttempt(new AttemptId(7), new Nonce(1700), AttemptResult.Accepted)],
        TimeSpan.FromMilliseconds(12),
        TimeSpan.FromMilliseconds(80)
    );
    private static readonly KillSwitchApplied Proven = new(
        Stop.Id,
        Maker,
        Desk,
        new KillSwitchEffect.StrategyStopped(true, StrategyOrders.None)
    );

    internal static IReadOnlyList<AuditEntry> All =>
        [
            new AuditEntry.Started(At, Desk, "1.2.3", RowHash.Genesis),
            new AuditEntry.Started(At, Desk, "1.2.3", null),
            .. Enum.GetValues<AuditedCommand>()
                .Select(x => new AuditEntry.Asked(At, Desk, x, Command, Quoter, Maker, null, null)),
            new AuditEntry.Asked(At, Desk, AuditedCommand.EngageKillSwitch, Command, Ann, null, Stop.Scope, Why),
            new AuditEntry.PassedOn(At, Desk, Other, AuditedCommand.CancelSession, Command, Quoter, Maker),
            Sent(Lane.Cancel, new ExchangeRequest.CancelSessionOrders()),
            Sent(Lane.Cancel, new ExchangeRequest.CancelAccountOrders()),
            Sent(Lane.Cancel, new ExchangeRequest.CancelOrder(Orders[1])),
            Sent(Lane.Order, new ExchangeRequest.ReadOpenOrders()),
            Sent(Lane.Cancel, new ExchangeRequest.ReadOrderStatus(Orders[0])),
            Sent(Lane.Cancel, new ExchangeRequest.ReadOrdersByName(new ClientOrderId("mm-1"))),
            Sent(Lane.Cancel, new ExchangeRequest.ReadOrderHistory(At)),
            Sent(Lane.Order, new ExchangeRequest.ReadRoles()),
            Sent(Lane.Cancel, new ExchangeRequest.ReadAccount()),
            Sent(Lane.Order, new ExchangeRequest.SendHeartbeat()),
            Sent(
                Lane.Order,
                new ExchangeRequest.SendPrivate(new PrivateEndpoint("/v1/order/new"), new RequestFields([]))
            ),
            Got(new ExchangeAnswer.CancelAccepted(Orders, [Orders[0]])),
            Got(new ExchangeAnswer.OpenOrdersRead([new OpenOrder(Orders[0], null)])),
            .. Enum.GetValues<OrderStanding>()
                .Select(x => Got(new ExchangeAnswer.OrderCancelAccepted(new OrderReport(Orders[0], x)))),
            Got(new ExchangeAnswer.OrderStatusRead(new OrderReport(Orders[0], OrderStanding.Live))),
            Got(new ExchangeAnswer.OrdersByNameRead([new OrderReport(Orders[0], OrderStanding.Live)])),
            Got(new ExchangeAnswer.OrderHistoryRead([new OrderReport(Orders[0], OrderStanding.Filled)])),
            Got(new ExchangeAnswer.RolesRead(KeyPermissions.Trade)),
            Got(new ExchangeAnswer.AccountRead(new AccountIdentity.Known("memo:SIM"))),
            Got(new ExchangeAnswer.HeartbeatAccepted()),
            Got(new ExchangeAnswer.PrivateAccepted("{}", [new OrderReport(Orders[0], OrderStanding.Live)])),
            Got(new ExchangeAnswer.RateLimited(TimeSpan.FromSeconds(3), Said)),
            Got(new ExchangeAnswer.NotSent(Said)),
            .. Enum.GetValues<NonceRefusal>().Select(x => Got(new ExchangeAnswer.NonceRefused(x, Said))),
            .. Enum.GetValues<RefusedReason>().Select(x => Got(new ExchangeAnswer.Refused(x, Said))),
            .. Enum.GetValues<UnknownReason>().Select(x => Got(new ExchangeAnswer.Unknown(x, ExchangeReason.None))),
            .. Enum.GetValues<CancelProof>()
                .Select(x => Told(new SessionCanceled(Maker, Command, Effort, Orders, CancelListing.Complete, x))),
            Told(
                new SessionCancelPartial(
                    Maker,
                    Command,
                    Effort,
                    [Orders[0]],
                    CancelListing.Incomplete,
                    [Orders[1]],
                    Orders
                )
            ),
            .. Enum.GetValues<SessionCancelDeniedReason>()
                .Select(x => Told(new SessionCancelDenied(Maker, Command, x))),
            .. Enum.GetValues<SessionCancelRejectedReason>()
                .Select(x => Told(new SessionCancelRejected(Maker, Command, Effort, x, Said))),
            .. Enum.GetValues<SessionCancelUnconfirmedReason>()
                .Select(x =>
                    Told(
                        new SessionCancelUnconfirmed(Maker, Command, Effort, x, Said, Orders)
                        {
                            OrderMayLandUntil = x == SessionCancelUnconfirmedReason.OrderMayLand ? At : null,
                        }
                    )
                ),
            Told(new PrivateRequestAnswered(Maker, Command, "{}")),
            .. Enum.GetValues<PrivateRequestDeniedReason>()
                .Select(x => Told(new PrivateRequestDenied(Maker, Command, x) { Engagement = Stop })),
            Told(new PrivateRequestRejected(Maker, Command, Said)),
            Told(new PrivateRequestUnconfirmed(Maker, Command, Said)),
            Told(new NonceLeased(Maker, Command, new Nonce(1701))),
            .. Enum.GetValues<NonceLeaseDeniedReason>()
                .Select(x => Told(new NonceLeaseDenied(Maker, Command, x) { Engagement = Stop })),
            .. Enum.GetValues<KillSwitchDurability>()
                .Select(x => ToldOfSwitch(new KillSwitchEngaged(Command, Stop, x))),
            ToldOfSwitch(new KillSwitchCompleted(Command, Stop, [Proven], TimeSpan.FromSeconds(1))),
            ToldOfSwitch(
                new KillSwitchIncomplete(
                    Command,
                    Stop,
                    [Proven],
                    Enum.GetValues<MissingSessionReason>()
                        .Where(x => x != MissingSessionReason.NotProven)
                        .Select(x => new MissingSession(Maker, x))
                        .ToValueList(),
                    TimeSpan.FromSeconds(1)
                )
            ),
            .. Enum.GetValues<KillSwitchEngageDeniedReason>()
                .Select(x => ToldOfSwitch(new KillSwitchEngageDenied(Command, Stop.Scope, x))),
            ToldOfSwitch(new KillSwitchReset(Command, [Stop], [Ann], KillSwitchState.Clear.Instance)),
            ToldOfSwitch(new KillSwitchResetApproved(Command, [new ResetApproval(Stop, Ann, Why)])),
            .. Enum.GetValues<KillSwitchResetDeniedReason>()
                .Select(x =>
                    ToldOfSwitch(new KillSwitchResetDenied(Command, [Stop.Id], x, KillSwitchState.Of([Stop])))
                ),
            new AuditEntry.Engaged(Stop),
            new AuditEntry.Engaged(Trip),
            new AuditEntry.Reset(Reset, 1),
            new AuditEntry.Learned(At, Desk, Other, new KillSwitchRecord.Engage(Stop)),
            new AuditEntry.Learned(At, Desk, Other, Reset),
            new AuditEntry.Learned(At, Desk, null, Reset),
            ToldOfSwitch(new KillSwitchMatchesNothing(Command, Stop, ["strategy/grid"], [], [], TimeSpan.Zero)),
            ToldOfSwitch(new KillSwitchResetInDoubt(Command, [Stop.Id], "the store is silent")),
            new AuditEntry.Called(At, Desk, Ann, "POST", "/api/kill-switch/engage", 200),
            new AuditEntry.Called(At, Desk, null, "GET", "/api/sessions", 401),
            new AuditEntry.Lost(At, Desk, 3),
            new AuditEntry.Stopped(At, Desk, "asked to"),
        ];

    private static KillSwitchRecord.Reset Reset => new([Stop], Ann, Why, At, Desk);

    private static AuditEntry.Dispatched Sent(Lane lane, ExchangeRequest request) =>
        new(At, Desk, Maker, new OutboundRequest(new AttemptId(7), new Nonce(1_764_490_530_123), lane, request));

    private static AuditEntry.Answered Got(ExchangeAnswer answer) =>
        new(At, Desk, Maker, new AttemptId(7), new Nonce(1_764_490_530_123), answer);

    private static AuditEntry.Told Told(SessionCancelOutcome outcome) => new(At, Desk, outcome);

    private static AuditEntry.ToldOfRequest Told(PrivateRequestOutcome outcome) => new(At, Desk, outcome);

    private static AuditEntry.ToldOfLease Told(NonceLeaseOutcome outcome) => new(At, Desk, outcome);

    private static AuditEntry.ToldOfSwitch ToldOfSwitch(object told) => new(At, Desk, Command, told);
}
