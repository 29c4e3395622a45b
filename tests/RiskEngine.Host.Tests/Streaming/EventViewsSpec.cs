using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Tests.Streaming;

public sealed class EventViewsSpec
{
    /// <summary>What is sent to a session or to whoever asked, and is no event that people watch.</summary>
    private static readonly Type[] Unwatched =
    [
        typeof(CancelSession),
        typeof(GetOutcomeOrders),
        typeof(OutcomeOrders),
        typeof(OutcomeUnknown),
        typeof(SessionGate),
        typeof(LeaseNonce),
        typeof(NonceLeased),
        typeof(NonceLeaseDenied),
        typeof(SubmitPrivateRequest),
        typeof(PrivateRequestAnswered),
        typeof(PrivateRequestDenied),
        typeof(PrivateRequestRejected),
        typeof(PrivateRequestUnconfirmed),
        typeof(GetSessionStatus),
        typeof(SessionStatus),
        typeof(SessionUnknown),
        typeof(RegisterStrategy),
        typeof(StrategyAlive),
        typeof(UnregisterStrategy),
        typeof(StrategyWatched),
        typeof(StrategyGate),
    ];

    /// <summary>A new event is watched, or stands above.</summary>
    [Fact]
    public void Event_that_the_watch_hears_must_have_a_view_unless_it_is_named_as_unwatched()
    {
        var asked = (Type[])
            [.. ClosedUnions.AskedIn(typeof(EventViews)), .. ClosedUnions.AskedIn(typeof(SwitchEventViews))];

        typeof(ISessionMessage)
            .Assembly.GetExportedTypes()
            .Where(x => !x.IsAbstract && EngineWatch.Channels.Any(x.IsAssignableTo))
            .Where(x => !asked.Any(x.IsAssignableTo))
            .ShouldBe(Unwatched, ignoreOrder: true);
    }
}
