using RiskEngine.Host.Api;

namespace RiskEngine.Host.Tests.Api;

public sealed class SessionStandingSpec
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("active", null, SessionStanding.Trading)]
    [InlineData("active", "canceled", SessionStanding.Trading)]
    [InlineData("active", "unconfirmed", SessionStanding.NotProven)]
    [InlineData("active", "partial", SessionStanding.NotProven)]
    [InlineData("halted", "canceled", SessionStanding.NoOpenOrders)]
    [InlineData("halted", "rejected", SessionStanding.NotProven)]
    [InlineData("halted", null, SessionStanding.NotProven)]
    [InlineData("suspended", "canceled", SessionStanding.NotProven)]
    [InlineData("starting", null, SessionStanding.NotProven)]
    [InlineData("silent", "canceled", SessionStanding.NotProven)]
    [InlineData("unplaced", null, SessionStanding.NotProven)]
    public void Session_must_stand_by_its_state_and_its_latest_cancel(string state, string? last, string expected) =>
        SessionStanding.Of(state, 0, [Engaged("everything", Noon)], Last(last)).ShouldBe(expected);

    [Theory]
    [InlineData("everything", -1, SessionStanding.NoOpenOrders)]
    [InlineData("everything", 1, SessionStanding.NotProven)]
    [InlineData("strategy/alpha", 1, SessionStanding.NoOpenOrders)]
    public void Halted_session_must_be_proven_by_a_cancel_after_the_engagement_when_all_of_it_is_engaged(
        string scope,
        int engagedAfterSeconds,
        string expected
    ) =>
        SessionStanding
            .Of("halted", 0, [Engaged(scope, Noon.AddSeconds(engagedAfterSeconds))], Last("canceled"))
            .ShouldBe(expected);

    [Fact]
    public void Halted_session_must_not_be_proven_when_an_order_turned_out_live_after_the_proof() =>
        SessionStanding
            .Of("halted", 1, [Engaged("everything", Noon)], Last("canceled"))
            .ShouldBe(SessionStanding.NotProven);

    private static EngagementView Engaged(string scope, DateTimeOffset at) =>
        new("n:1:1", 1, "n", scope, "person alice", "a test", at, IsTrip: false);

    private static LastCancelView? Last(string? outcome) =>
        outcome is null
            ? null
            : new LastCancelView(
                Noon,
                new CancelAnswer(
                    "c",
                    "gemini/m",
                    outcome,
                    null,
                    null,
                    null,
                    null,
                    [],
                    [],
                    [],
                    [],
                    [],
                    [],
                    [],
                    null,
                    null,
                    1,
                    null,
                    1
                )
            );
}
