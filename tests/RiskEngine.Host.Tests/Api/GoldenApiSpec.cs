using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RiskEngine.Host.Api;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Tests.Api;

/// <summary>
/// What scripts and consoles read stays as it is: each view, with every value that it can have, stands in
/// <c>golden.txt</c>. What was written instead is left beside it as <c>golden.received.txt</c>.
/// </summary>
public sealed class GoldenApiSpec
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Api");

    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly NodeName Node = new("desk-1");
    private static readonly SessionKey Maker = new(
        ExchangeName.Gemini,
        new AccountName("desk-2"),
        new SessionAlias("maker-1")
    );
    private static readonly CommandId Command = new("c-1");
    private static readonly RequestedBy.Person Ann = new("ann");
    private static readonly Reason Why = new("spread gone");
    private static readonly ExchangeReason Said = new("InvalidSignature", "no");
    private static readonly ValueList<OrderId> Orders = [new("18446744073709551615"), new("O-1:b")];
    private static readonly Engagement Stop = new(
        new EngagementId(Node, new EngineRunId(1), 7),
        new Epoch(7),
        new KillSwitchScope.Session(Maker),
        new RequestedBy.Engine("loss-limit"),
        Why,
        At
    );
    private static readonly CancelAttempt Attempt = new(new AttemptId(3), new Nonce(1700), AttemptResult.Accepted);
    private static readonly CancelEffort Effort = new(
        [Attempt],
        TimeSpan.FromMilliseconds(30),
        TimeSpan.FromMilliseconds(130)
    );
    private static readonly SessionCanceled Canceled = new(
        Maker,
        Command,
        Effort,
        Orders,
        CancelListing.Complete,
        CancelProof.AccountQuiet
    );
    private static readonly KillSwitchApplied Proven = new(
        Stop.Id,
        Maker,
        Node,
        new KillSwitchEffect.CancelEnded(Canceled)
    );

    private static IEnumerable<SessionCancelOutcome> Outcomes =>
        [
            .. Enum.GetValues<CancelProof>()
                .Select(x => new SessionCanceled(Maker, Command, Effort, Orders, CancelListing.Complete, x)),
            new SessionCancelPartial(
                Maker,
                Command,
                Effort,
                [Orders[0]],
                CancelListing.Incomplete,
                [Orders[1]],
                [Orders[1]]
            ),
            .. Enum.GetValues<SessionCancelDeniedReason>().Select(x => new SessionCancelDenied(Maker, Command, x)),
            .. Enum.GetValues<SessionCancelRejectedReason>()
                .Select(x => new SessionCancelRejected(Maker, Command, Effort, x, Said)),
            .. Enum.GetValues<SessionCancelUnconfirmedReason>()
                .Select(x => new SessionCancelUnconfirmed(Maker, Command, Effort, x, Said, Orders)
                {
                    OrderMayLandUntil = x == SessionCancelUnconfirmedReason.OrderMayLand ? At : null,
                }),
        ];

    private static IEnumerable<KillSwitchState> States =>
        [
            KillSwitchState.Clear.Instance,
            KillSwitchState.Of([Stop]),
            .. Enum.GetValues<KillSwitchUnreadableReason>().Select(x => new KillSwitchState.Unreadable(x)),
        ];

    private static IEnumerable<object> Events =>
        [
            .. Outcomes,
            .. Enum.GetValues<SessionState>().Select(x => new SessionStateChanged(Maker, SessionState.Starting, x)),
            .. Enum.GetValues<EscalationCause>().Select(x => new SessionEscalated(Maker, x, "another program")),
            .. Enum.GetValues<EscalationStep>().Select(x => new EscalationStepTaken(Maker, x, Command)),
            .. Enum.GetValues<AttemptResult>()
                .Select(x => new AccountCancelEnded(Maker, Command, Attempt with { Result = x }, Orders, Orders)),
            new AccountCancelEnded(Maker, Command, Attempt, Orders, Orders)
            {
                Unheard = [Node, new NodeName("desk-2")],
            },
            new LateAcceptance(Maker, new AttemptId(3), new Nonce(1700), Orders, []),
            new ClockSkewed(Maker, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(5)),
            new AnswerClockDoubted(Maker, DateTimeOffset.UnixEpoch, At),
            .. Enum.GetValues<WantedNonce>().Select(x => new NonceUnitWrong(Maker, x, Said)),
            .. Enum.GetValues<StrategyLossCause>()
                .Select(x => new StrategyLost(Maker, new StrategyId("quoter"), x, Command)),
            Proven,
            new KillSwitchApplied(Stop.Id, Maker, Node, KillSwitchEffect.OrdersDenied.Instance),
            new KillSwitchApplied(
                Stop.Id,
                Maker,
                Node,
                new KillSwitchEffect.StrategyStopped(
                    true,
                    new StrategyOrders
                    {
                        Canceled = [new OrderId(1)],
                        Filled = [new OrderId(2)],
                        Gone = [new OrderId(3)],
                        Open = [new OrderId(4)],
                        Unaccounted = [new OrderId(5)],
                        OfUnknownStrategy = [new OrderId(6)],
                        Unanswered = 7,
                        Others = 8,
                    }
                )
            ),
            .. Enum.GetValues<KillSwitchDurability>().Select(x => new KillSwitchEngaged(Command, Stop, x)),
            .. Enum.GetValues<KillSwitchDurability>().Select(x => new KillSwitchStored(Stop, x)),
            .. Enum.GetValues<KillSwitchEngageDeniedReason>()
                .Select(x => new KillSwitchEngageDenied(Command, Stop.Scope, x)),
            new KillSwitchProgress(Command, Stop.Id, 2, [Maker]),
            new KillSwitchCompleted(Command, Stop, [Proven], TimeSpan.FromSeconds(1)),
            new KillSwitchIncomplete(
                Command,
                Stop,
                [Proven],
                [
                    .. Enum.GetValues<MissingSessionReason>()
                        .Where(x => x != MissingSessionReason.NotProven)
                        .Select(x => new MissingSession(Maker, x)),
                ],
                TimeSpan.FromSeconds(1)
            ),
            new KillSwitchMatchesNothing(Command, Stop, ["session/gemini/maker-1"], [], [], TimeSpan.FromSeconds(1)),
            new KillSwitchReset(Command, [Stop], [Ann], KillSwitchState.Clear.Instance),
            new KillSwitchResetApproved(Command, [new ResetApproval(Stop, Ann, Why)]),
            .. Enum.GetValues<KillSwitchResetDeniedReason>()
                .Select(x => new KillSwitchResetDenied(Command, [Stop.Id], x, KillSwitchState.Of([Stop]))),
            new KillSwitchResetInDoubt(Command, [Stop.Id], "the store is silent"),
            new KillSwitchApprovalsDiffer(Node, 1, new NodeName("desk-2"), 2),
            new KillSwitchChanged(Node, [Stop], [Stop], [Ann], IsLearned: true, KillSwitchState.Clear.Instance),
        ];

    private static IEnumerable<string> Written =>
        [
            .. Outcomes.Select(x => Json(CancelAnswer.Of(x), ApiJson.Default.CancelAnswer)),
            .. States.Select(x =>
                Json(
                    KillSwitchView.Of(
                        new KillSwitchStatus(Node, x, [new ResetApproval(Stop, Ann, Why)])
                        {
                            ApprovalsNeeded = 2,
                            ApprovalsDifferOn = [Node],
                        }
                    ),
                    ApiJson.Default.KillSwitchView
                )
            ),
            Json(
                ResetAnswer.Of(new KillSwitchReset(Command, [Stop], [Ann], KillSwitchState.Clear.Instance)),
                ApiJson.Default.ResetAnswer
            ),
            Json(
                ResetAnswer.Of(new KillSwitchResetApproved(Command, [new ResetApproval(Stop, Ann, Why)])),
                ApiJson.Default.ResetAnswer
            ),
            .. Enum.GetValues<KillSwitchResetDeniedReason>()
                .Select(x =>
                    Json(
                        ResetAnswer.Of(new KillSwitchResetDenied(Command, [Stop.Id], x, KillSwitchState.Of([Stop]))),
                        ApiJson.Default.ResetAnswer
                    )
                ),
            Json(
                ResetAnswer.Of(new KillSwitchResetInDoubt(Command, [Stop.Id], "the store is silent")),
                ApiJson.Default.ResetAnswer
            ),
            Json(ResetAnswer.Silent(Command), ApiJson.Default.ResetAnswer),
            .. Enum.GetValues<SessionState>().Select(x => Json(Session(x, null), ApiJson.Default.SessionView)),
            .. Enum.GetValues<PrivateRequestDeniedReason>()
                .Select(x =>
                    Json(
                        Session(SessionState.Active, new PrivateRequestDenied(Maker, Command, x)),
                        ApiJson.Default.SessionView
                    )
                ),
            .. Events.Select(x => Json(EventViews.Of(x, At)!, ApiJson.Default.EventView)),
        ];

    [Fact]
    public void Views_must_be_written_as_ever()
    {
        var written = Written.ToArray();
        var golden = File.ReadAllLines(Path.Combine(Folder, "golden.txt"));
        if (!written.SequenceEqual(golden))
            File.WriteAllLines(Path.Combine(Folder, "golden.received.txt"), written);

        written.ShouldBe(golden);
    }

    private static SessionView Session(SessionState state, PrivateRequestDenied? denied) =>
        SessionView.Of(
            new SessionReading(
                Maker,
                new SessionStatus(Maker, state, 1, 2, 3, new Nonce(1700), TimeSpan.FromMilliseconds(9))
                {
                    Switch = KillSwitchState.Of([Stop]),
                    KnownOrders = 4,
                    ClockSkew = TimeSpan.FromMilliseconds(12),
                    ConnectedAt = At,
                    Node = Node,
                    Requests = new RequestTally(5, 6, 7, 8, denied),
                    HeldRequests =
                    [
                        .. Enum.GetValues<HeldRequestKind>()
                            .Select(x => new HeldRequest(
                                x,
                                (SharedBudgetScope)((int)x % 2),
                                TimeSpan.FromMilliseconds(1500)
                            )),
                    ],
                    Troubles = [.. Enum.GetValues<SessionTroubleKind>().Select(x => new SessionTrouble(x, Said))],
                }
            ),
            new LastCancelView(At, CancelAnswer.Of(Canceled)),
            new Venue(Venue.Sandbox, "api.sandbox.gemini.com")
        );

    private static string Json<T>(T view, JsonTypeInfo<T> type) => JsonSerializer.Serialize(view, type);
}
