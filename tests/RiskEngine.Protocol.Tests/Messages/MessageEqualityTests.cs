namespace RiskEngine.Protocol.Tests;

/// <summary>Messages are told apart by what they say: a test, a replay and a remembered answer rest on it.</summary>
public sealed class MessageEqualityTests
{
    private static readonly SessionKey Other = Some.Session("other");
    private static readonly StrategyId Quoter = new("quoter");
    private static readonly RequestedBy.Person Ann = new("ann");

    [Fact]
    public void Gate_messages_must_equal_by_value()
    {
        ShouldEqual.ByValue(
            () => new SessionGate(Some.Session(), KillSwitchState.Of([Engagement(1)])),
            new SessionGate(Some.Session(), KillSwitchState.Clear.Instance),
            new SessionGate(Other, KillSwitchState.Of([Engagement(1)]))
        );
    }

    [Fact]
    public void Lease_messages_must_equal_by_value()
    {
        ShouldEqual.ByValue(
            () => new LeaseNonce(Some.Session(), Some.Command(), new StrategyId("quoter")),
            new LeaseNonce(Some.Session(), Some.Command("command-2"), Quoter)
        );
        ShouldEqual.ByValue(
            () => new NonceLeased(Some.Session(), Some.Command(), new Nonce(1)),
            new NonceLeased(Some.Session(), Some.Command(), new Nonce(2)),
            new NonceLeased(Other, Some.Command(), new Nonce(1))
        );
        ShouldEqual.ByValue(
            () =>
                new NonceLeaseDenied(Some.Session(), Some.Command(), NonceLeaseDeniedReason.Halted)
                {
                    Engagement = Engagement(1),
                },
            new NonceLeaseDenied(Some.Session(), Some.Command(), NonceLeaseDeniedReason.Halted),
            new NonceLeaseDenied(Some.Session(), Some.Command(), NonceLeaseDeniedReason.NotActive)
        );
    }

    [Fact]
    public void Watching_messages_must_equal_by_value()
    {
        ShouldEqual.ByValue(
            () => new RegisterStrategy(Some.Session(), new StrategyId("quoter"), TimeSpan.FromSeconds(1)),
            new RegisterStrategy(Some.Session(), Quoter),
            new RegisterStrategy(Other, Quoter, TimeSpan.FromSeconds(1))
        );
        ShouldEqual.ByValue(
            () => new StrategyAlive(Some.Session(), new StrategyId("quoter")),
            new StrategyAlive(Other, Quoter)
        );
        ShouldEqual.ByValue(
            () => new UnregisterStrategy(Some.Session(), new StrategyId("quoter")),
            new UnregisterStrategy(Other, Quoter)
        );
        ShouldEqual.ByValue(
            () => new StrategyWatched(Some.Session(), new StrategyId("quoter"), true),
            new StrategyWatched(Some.Session(), Quoter, false)
        );
        ShouldEqual.ByValue(
            () => new StrategyLost(Some.Session(), new StrategyId("quoter"), StrategyLossCause.Died, Some.Command()),
            new StrategyLost(Some.Session(), Quoter, StrategyLossCause.Silent, Some.Command()),
            new StrategyLost(Some.Session(), Quoter, StrategyLossCause.Died, null)
        );
    }

    [Fact]
    public void Watching_must_be_refused_when_the_silence_allowed_is_not_above_zero() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RegisterStrategy(Some.Session(), Quoter, TimeSpan.Zero));

    [Fact]
    public void Events_of_a_guardian_must_equal_by_value()
    {
        ShouldEqual.ByValue(
            () => new LateAcceptance(Some.Session(), new AttemptId(1), new Nonce(1), Some.Orders(1), Some.Orders(2)),
            new LateAcceptance(Some.Session(), new AttemptId(2), new Nonce(1), Some.Orders(1), Some.Orders(2)),
            new LateAcceptance(Some.Session(), new AttemptId(1), new Nonce(1), Some.Orders(2), Some.Orders(2)),
            new LateAcceptance(Some.Session(), new AttemptId(1), new Nonce(1), Some.Orders(1), Some.Orders())
        );
        ShouldEqual.ByValue(
            () => new AnswerClockDoubted(Some.Session(), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
            new AnswerClockDoubted(Some.Session(), DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch)
        );
        ShouldEqual.ByValue(
            () => new ClockSkewed(Some.Session(), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(5)),
            new ClockSkewed(Some.Session(), TimeSpan.FromSeconds(-6), TimeSpan.FromSeconds(5))
        );
        ShouldEqual.ByValue(
            () => new NonceUnitWrong(Some.Session(), WantedNonce.Seconds, Some.Said()),
            new NonceUnitWrong(Some.Session(), WantedNonce.HigherNumbers, Some.Said())
        );
        ShouldEqual.ByValue(
            () => new EscalationStepTaken(Some.Session(), EscalationStep.AccountCancel, Some.Command()),
            new EscalationStepTaken(Some.Session(), EscalationStep.WithholdHeartbeat, Some.Command())
        );
        ShouldEqual.ByValue(
            () => new AccountCancelEnded(Some.Session(), Some.Command(), Attempt(1), Some.Orders(1), Some.Orders()),
            new AccountCancelEnded(Some.Session(), Some.Command(), Attempt(2), Some.Orders(1), Some.Orders()),
            new AccountCancelEnded(Some.Session(), Some.Command(), Attempt(1), Some.Orders(), Some.Orders(1))
        );
    }

    [Fact]
    public void Answers_of_the_kill_switch_must_equal_by_value()
    {
        ShouldEqual.ByValue(
            () => new KillSwitchEngaged(Some.Command(), Engagement(1), KillSwitchDurability.ThisNode),
            new KillSwitchEngaged(Some.Command(), Engagement(1), KillSwitchDurability.ThisProcess),
            new KillSwitchEngaged(Some.Command(), Engagement(2), KillSwitchDurability.ThisNode)
        );
        ShouldEqual.ByValue(
            () => new KillSwitchEngageDenied(Some.Command(), Scope, KillSwitchEngageDeniedReason.NothingInScope),
            new KillSwitchEngageDenied(Some.Command(), Scope, KillSwitchEngageDeniedReason.EngineStopping)
        );
        ShouldEqual.ByValue(
            () => new KillSwitchReset(Some.Command(), [Engagement(1)], [Ann], KillSwitchState.Clear.Instance),
            new KillSwitchReset(Some.Command(), [Engagement(2)], [Ann], KillSwitchState.Clear.Instance),
            new KillSwitchReset(Some.Command(), [Engagement(1)], [Ann], KillSwitchState.Of([Engagement(2)]))
        );
        ShouldEqual.ByValue(
            () =>
                new KillSwitchResetApproved(Some.Command(), [new ResetApproval(Engagement(1), Ann, new Reason("ok"))]),
            new KillSwitchResetApproved(Some.Command(), [])
        );
        ShouldEqual.ByValue(
            () =>
                new KillSwitchResetDenied(
                    Some.Command(),
                    [Engagement(1).Id],
                    KillSwitchResetDeniedReason.SamePerson,
                    KillSwitchState.Of([Engagement(1)])
                ),
            new KillSwitchResetDenied(
                Some.Command(),
                [Engagement(2).Id],
                KillSwitchResetDeniedReason.SamePerson,
                KillSwitchState.Of([Engagement(1)])
            ),
            new KillSwitchResetDenied(
                Some.Command(),
                [Engagement(1).Id],
                KillSwitchResetDeniedReason.NotStored,
                KillSwitchState.Of([Engagement(1)])
            ),
            new KillSwitchResetDenied(
                Some.Command(),
                [Engagement(1).Id],
                KillSwitchResetDeniedReason.SamePerson,
                KillSwitchState.Of([Engagement(2)])
            )
        );
        ShouldEqual.ByValue(
            () => new KillSwitchStatus(new NodeName("desk-1"), KillSwitchState.Of([Engagement(1)]), []),
            new KillSwitchStatus(new NodeName("desk-2"), KillSwitchState.Of([Engagement(1)]), []),
            new KillSwitchStatus(new NodeName("desk-1"), KillSwitchState.Clear.Instance, [])
        );
        GetKillSwitch.Instance.ShouldBe(GetKillSwitch.Instance);
    }

    [Fact]
    public void Progress_must_count_those_that_wait_as_expected()
    {
        var progress = new KillSwitchProgress(Some.Command(), Engagement(1).Id, 2, [Some.Session(), Other]);

        progress.Expected.ShouldBe(4);
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new KillSwitchProgress(Some.Command(), Engagement(1).Id, -1, [])
        );
    }

    private static KillSwitchScope Scope => KillSwitchScope.Everything.Instance;

    private static CancelAttempt Attempt(long nonce) => new(new AttemptId(1), new Nonce(nonce), AttemptResult.Accepted);

    private static Engagement Engagement(long epoch) =>
        new(
            new EngagementId(new NodeName("desk-1"), new EngineRunId(1), epoch),
            new Epoch(epoch),
            KillSwitchScope.Everything.Instance,
            new RequestedBy.Person("ann"),
            new Reason("spread gone"),
            DateTimeOffset.UnixEpoch
        );
}
