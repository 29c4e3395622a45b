using System.Text.Json;
using Akka.Actor;

namespace RiskEngine.Host.Drill;

/// <summary>Asks the exchange, through the guardians, how many orders are open in each session's account.</summary>
internal sealed class OpenOrdersReader : ReceiveActor, IWithTimers
{
    /// <summary>A session opens a moment after the start.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);

    private static readonly PrivateEndpoint OpenOrders = new("/v1/orders");

    private readonly IActorRef _router;
    private readonly HashSet<SessionKey> _unknown;

    public OpenOrdersReader(IActorRef router, DrillProgress progress, Action looked)
    {
        _router = router;
        _unknown = [.. progress.Sessions.Select(session => session.Session)];
        Receive<SessionKey>(Ask);
        Receive<PrivateRequestOutcome>(outcome =>
        {
            if (CountIn(outcome) is not { } open)
            {
                Timers.StartSingleTimer(outcome.Session, outcome.Session, Retry);
                return;
            }

            progress.Change(outcome.Session, known => known with { OpenBefore = open, OpenNow = open });
            _unknown.Remove(outcome.Session);
            if (_unknown.Count == 0)
                looked();
        });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        foreach (var session in _unknown)
            Ask(session);
    }

    private static int? CountIn(PrivateRequestOutcome outcome)
    {
        if (outcome is not PrivateRequestAnswered answered)
            return null;
        using var orders = JsonDocument.Parse(answered.Json);
        return orders.RootElement.ValueKind == JsonValueKind.Array ? orders.RootElement.GetArrayLength() : null;
    }

    private void Ask(SessionKey session) =>
        _router.Tell(
            new SubmitPrivateRequest(
                session,
                CommandId.New(),
                new StrategyId("drill"),
                OpenOrders,
                new RequestFields([])
            )
        );
}
