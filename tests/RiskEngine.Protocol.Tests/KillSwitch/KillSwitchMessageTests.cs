namespace RiskEngine.Protocol.Tests;

public sealed class KillSwitchMessageTests
{
    private static readonly NodeName Node = new("desk-1");

    private static readonly Engagement Engagement = new(
        new EngagementId(Node, new EngineRunId(1), 1),
        Epoch.First,
        KillSwitchScope.Everything.Instance,
        new RequestedBy.Person("ann"),
        new Reason("spread gone"),
        DateTimeOffset.UnixEpoch
    );

    [Fact]
    public void Engage_must_be_refused_when_its_deadline_is_not_above_zero() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Engage(TimeSpan.Zero));

    [Fact]
    public void Engage_must_equal_by_value() =>
        ShouldEqual.ByValue(() => Engage(TimeSpan.FromSeconds(1)), Engage(null), Engage(TimeSpan.FromSeconds(2)));

    [Fact]
    public void Reset_must_equal_by_value() =>
        ShouldEqual.ByValue(() => Reset(Engagement.Id), Reset(), Reset(Engagement.Id, Engagement.Id));

    [Fact]
    public void Acknowledgment_must_be_refused_when_the_cancel_is_another_sessions() =>
        Should.Throw<ArgumentException>(() =>
            new KillSwitchApplied(
                Engagement.Id,
                Some.Session("maker-2"),
                Node,
                new KillSwitchEffect.CancelEnded(Flat())
            )
        );

    [Fact]
    public void Effect_must_be_proven_only_by_a_canceled_session_or_where_no_cancel_was_wanted()
    {
        new KillSwitchEffect.CancelEnded(Flat()).IsProven.ShouldBeTrue();
        KillSwitchEffect.OrdersDenied.Instance.IsProven.ShouldBeFalse();
        new KillSwitchEffect.StrategyStopped(true, StrategyOrders.None).IsProven.ShouldBeTrue();
        foreach (
            var open in (StrategyOrders[])
                [
                    new() { Open = [new OrderId(7)] },
                    new() { Unaccounted = [new OrderId(7)] },
                    new() { OfUnknownStrategy = [new OrderId(7)] },
                    new() { Unanswered = 1 },
                ]
        )
            new KillSwitchEffect.StrategyStopped(true, open).IsProven.ShouldBeFalse($"{open}");
        Unproven().Effect.IsProven.ShouldBeFalse();
    }

    [Fact]
    public void Completed_must_be_refused_when_a_session_is_not_proven()
    {
        Should.Throw<ArgumentException>(() => Completed(Proven(), Unproven()));
        Should.Throw<ArgumentException>(() => Completed());
        Should.Throw<ArgumentException>(() => Completed(OfAnotherEngagement()));
        Completed(Proven()).Applied.ShouldBe([Proven()]);
    }

    [Fact]
    public void Incomplete_must_be_refused_when_nothing_is_missing_or_the_unproven_is_called_proven()
    {
        var missing = new MissingSession(Some.Session("maker-2"), MissingSessionReason.NoAcknowledgment);

        Should.Throw<ArgumentException>(() => Incomplete([Proven()], []));
        Should.Throw<ArgumentException>(() => Incomplete([Unproven()], [missing]));
        Incomplete([Proven()], [missing]).Missing.ShouldBe([missing]);
    }

    [Fact]
    public void Missing_session_must_have_an_unproven_acknowledgment_exactly_when_it_says_so()
    {
        Should.Throw<ArgumentException>(() => new MissingSession(Proven()));
        Should.Throw<ArgumentException>(() => new MissingSession(Some.Session(), MissingSessionReason.NotProven));
        new MissingSession(Unproven()).Reason.ShouldBe(MissingSessionReason.NotProven);
    }

    [Fact]
    public void Progress_must_count_k_of_n()
    {
        var progress = new KillSwitchProgress(Some.Command(), Engagement.Id, 2, [Some.Session()]);

        progress.Expected.ShouldBe(3);
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new KillSwitchProgress(Some.Command(), Engagement.Id, -1, [Some.Session()])
        );
    }

    private static EngageKillSwitch Engage(TimeSpan? deadline) =>
        new(Engagement.Scope, Some.Command(), Engagement.By, Engagement.Reason, deadline);

    private static ResetKillSwitch Reset(params EngagementId[] engagements) =>
        new([.. engagements], Some.Command(), new RequestedBy.Person("ann"), Engagement.Reason);

    private static KillSwitchCompleted Completed(params KillSwitchApplied[] applied) =>
        new(Some.Command(), Engagement, applied.ToValueList(), TimeSpan.Zero);

    private static KillSwitchIncomplete Incomplete(
        ValueList<KillSwitchApplied> proven,
        ValueList<MissingSession> missing
    ) => new(Some.Command(), Engagement, proven, missing, TimeSpan.Zero);

    private static KillSwitchApplied Proven() => Applied(Engagement.Id, Flat());

    private static KillSwitchApplied OfAnotherEngagement() =>
        Applied(new EngagementId(Node, new EngineRunId(1), 2), Flat());

    private static KillSwitchApplied Unproven() =>
        Applied(
            Engagement.Id,
            new SessionCancelDenied(Some.Session(), Some.Command(), SessionCancelDeniedReason.EngineStopping)
        );

    private static KillSwitchApplied Applied(EngagementId engagement, SessionCancelOutcome outcome) =>
        new(engagement, Some.Session(), Node, new KillSwitchEffect.CancelEnded(outcome));

    private static SessionCanceled Flat() =>
        new(Some.Session(), Some.Command(), Some.Effort(), [], CancelListing.Complete, CancelProof.ListQuiet);
}
