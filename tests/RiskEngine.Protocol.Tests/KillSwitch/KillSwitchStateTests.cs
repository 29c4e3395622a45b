namespace RiskEngine.Protocol.Tests;

public sealed class KillSwitchStateTests
{
    private static readonly Engagement Session = Make("session/gemini/maker-1", 7);
    private static readonly Engagement Wide = Make("everything", 3);
    private static readonly Engagement Grid = Make("strategy/grid", 9);

    [Fact]
    public void State_must_be_clear_when_nothing_holds()
    {
        KillSwitchState.Of([]).ShouldBe(KillSwitchState.Clear.Instance);
        KillSwitchState.Clear.Instance.For(Some.Session(), null).ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public void Foremost_must_be_the_widest_then_the_latest()
    {
        Foremost(Session, Grid, Wide).ShouldBe(Wide);
        Foremost(Wide, Make("everything", 4)).Epoch.ShouldBe(new Epoch(4));
    }

    [Fact]
    public void State_must_not_depend_on_the_order_in_which_engagements_came() =>
        KillSwitchState.Of([Session, Wide, Grid]).ShouldBe(KillSwitchState.Of([Grid, Session, Wide]));

    [Fact]
    public void Request_must_be_stopped_only_by_what_covers_it()
    {
        var state = KillSwitchState.Of([Session, Grid]);

        state.For(Some.Session("maker-2"), null).ShouldBe(KillSwitchState.Clear.Instance);
        state.For(Some.Session("maker-2"), new StrategyId("grid")).ShouldBe(KillSwitchState.Of([Grid]));
        state.For(Some.Session(), new StrategyId("grid")).ShouldBe(state);
    }

    [Fact]
    public void Every_request_must_be_stopped_when_the_record_is_unreadable()
    {
        var state = new KillSwitchState.Unreadable(KillSwitchUnreadableReason.Corrupt);

        state.For(Some.Session(), null).ShouldBe(state);
    }

    [Fact]
    public void Engagement_must_be_a_trip_only_when_the_engine_decided()
    {
        Wide.IsTrip.ShouldBeFalse();
        new Engagement(
            Wide.Id,
            Wide.Epoch,
            Wide.Scope,
            new RequestedBy.Engine("clock-skew"),
            Wide.Reason,
            Wide.At
        ).IsTrip.ShouldBeTrue();
    }

    [Fact]
    public void Engagement_must_keep_its_time_in_utc_and_whole_microseconds()
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(1_234_567);

        new Engagement(Wide.Id, Wide.Epoch, Wide.Scope, Wide.By, Wide.Reason, at).At.ShouldBe(
            new DateTimeOffset(2026, 1, 2, 1, 4, 5, TimeSpan.Zero).AddTicks(1_234_560)
        );
    }

    private static Engagement Foremost(params Engagement[] engagements) =>
        KillSwitchState.Of(engagements).ShouldBeOfType<KillSwitchState.Engaged>().Foremost;

    private static Engagement Make(string scope, long epoch)
    {
        KillSwitchScope.TryParse(scope, out var parsed).ShouldBeTrue();
        return new Engagement(
            new EngagementId(new NodeName("desk-1"), new EngineRunId(1), epoch),
            new Epoch(epoch),
            parsed!,
            new RequestedBy.Person("ann"),
            new Reason("spread gone"),
            DateTimeOffset.UnixEpoch
        );
    }
}
