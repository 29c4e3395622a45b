using System.Globalization;
using Akka.Actor;

namespace RiskEngine.Host.Simulation;

/// <summary>A strategy that quotes on the simulated exchange, so that there is something to see and to stop.</summary>
/// <remarks>
/// It places an order at each step until it has as many as it wants, then pulls its session as a market maker does whose
/// view has changed, and begins again. Denied, it goes on asking: what the kill switch denies can be watched.
/// </remarks>
internal sealed class DemoStrategy : ReceiveActor, IWithTimers
{
    private static readonly PrivateEndpoint NewOrder = new("/v1/order/new");

    private readonly SessionKey _session;
    private readonly StrategyId _id;
    private readonly IActorRef _router;
    private readonly int _most;
    private readonly string _run;
    private int _sent;
    private int _quoted;
    private bool _isAsking;

    /// <param name="session">The session that it trades.</param>
    /// <param name="router">The way to the engine.</param>
    /// <param name="pace">The wait between two orders.</param>
    /// <param name="most">After how many orders it pulls them.</param>
    /// <param name="run">Makes its ids different from an earlier run's.</param>
    public DemoStrategy(SessionKey session, IActorRef router, TimeSpan pace, int most, string run)
    {
        (_session, _router, _most, _run) = (session, router, most, run);
        _id = new StrategyId($"quoter-{session.Alias}");
        Receive<Step>(_ => Trade());
        Receive<PrivateRequestOutcome>(outcome =>
        {
            _isAsking = false;
            if (outcome is PrivateRequestAnswered)
                _quoted++;
        });
        Receive<SessionCancelOutcome>(_ => (_isAsking, _quoted) = (false, 0));
        Receive<StrategyWatched>(_ => { });
        Timers.StartPeriodicTimer(nameof(Step), Step.Next, pace, pace);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private void Trade()
    {
        if (_isAsking)
            return;
        _isAsking = true;
        _sent++;
        if (_quoted >= _most)
            _router.Tell(
                new CancelSession(
                    _session,
                    new CommandId($"{_session.Alias}-{_run}-pull-{_sent}"),
                    _id,
                    new RequestedBy.Strategy(_id),
                    new Reason("quotes are stale")
                )
            );
        else
            PlaceOrder();
    }

    private void PlaceOrder() =>
        _router.Tell(
            new SubmitPrivateRequest(
                _session,
                new CommandId($"{_session.Alias}-{_run}-{_sent}"),
                _id,
                NewOrder,
                new RequestFields([
                    new RequestField.Text("symbol", "btcusd"),
                    new RequestField.Text("amount", "0.01"),
                    new RequestField.Text("price", (50_000 + _sent % 500).ToString(CultureInfo.InvariantCulture)),
                    new RequestField.Text("side", _sent % 2 == 0 ? "buy" : "sell"),
                    new RequestField.Text("type", "exchange limit"),
                    new RequestField.Text("client_order_id", $"{_session.Alias}.{_run}.{_sent}"),
                ])
            )
        );

    private sealed record Step
    {
        internal static readonly Step Next = new();
    }
}
