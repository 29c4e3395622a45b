using RiskEngine.Host.Api;
using RiskEngine.Host.CommandLine;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Tests.CommandLine;

public sealed class SessionStandingSpec
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("active", null, nameof(Standing.Trading))]
    [InlineData("active", "canceled", nameof(Standing.Trading))]
    [InlineData("active", "unconfirmed", nameof(Standing.NotProven))]
    [InlineData("active", "partial", nameof(Standing.NotProven))]
    [InlineData("halted", "canceled", nameof(Standing.NoOpenOrders))]
    [InlineData("halted", "rejected", nameof(Standing.NotProven))]
    [InlineData("halted", null, nameof(Standing.NotProven))]
    [InlineData("suspended", "canceled", nameof(Standing.NotProven))]
    [InlineData("starting", null, nameof(Standing.NotProven))]
    [InlineData("silent", "canceled", nameof(Standing.NotProven))]
    [InlineData("unplaced", null, nameof(Standing.NotProven))]
    public void Session_must_stand_by_its_state_and_its_latest_cancel(string state, string? last, string expected) =>
        $"{SessionStanding.Of(Session(state, last, Noon))}".ShouldBe(expected);

    [Theory]
    [InlineData("everything", -1, nameof(Standing.NoOpenOrders))]
    [InlineData("everything", 1, nameof(Standing.NotProven))]
    [InlineData("strategy/alpha", 1, nameof(Standing.NoOpenOrders))]
    public void Halted_session_must_be_proven_by_a_cancel_of_after_the_engagement_when_all_of_it_is_engaged(
        string scope,
        int engagedAfterSeconds,
        string expected
    ) =>
        $"{SessionStanding.Of(Session("halted", "canceled", Noon, scope, Noon.AddSeconds(engagedAfterSeconds)))}".ShouldBe(
            expected
        );

    private static SessionView Session(
        string state,
        string? last,
        DateTimeOffset at,
        string scope = "everything",
        DateTimeOffset? engagedAt = null
    ) =>
        SessionView.Of(
            new SessionReading(new SessionKey(new("gemini"), AccountName.OfTheKey, new("m")), null),
            null
        ) with
        {
            State = state,
            LastCancel = last is null ? null : new LastCancelView(at, Answer(last)),
            Engagements =
            [
                new EngagementView("n:1:1", 1, "n", scope, "person alice", "a test", engagedAt ?? at, false),
            ],
        };

    private static CancelAnswer Answer(string outcome) =>
        new("c", "gemini/m", outcome, null, null, null, null, [], [], [], [], [], [], [], null, null, 1, null, 1);
}
