using System.Globalization;
using Akka.Actor;

namespace RiskEngine.Host.Drill;

/// <summary>A strategy that keeps placing orders through its guardian until the kill switch is engaged.</summary>
/// <remarks>
/// It keeps two requests with the guardian, one out and one waiting, so that the kill switch always meets an order in flight
/// and one in the queue. Told that the kill switch is being engaged, it goes on with one at a time until one is denied: those
/// that came before the engagement did prove nothing.
/// </remarks>
internal sealed class DrillStrategy : ReceiveActor, IWithTimers
{
    private const int Ahead = 2;

    private static readonly PrivateEndpoint NewOrder = new("/v1/order/new");

    private readonly SessionKey _session;
    private readonly StrategyId _id;
    private readonly IActorRef _router;
    private readonly IActorRef _conductor;
    private int _sent;
    private int _outstanding;
    private bool _wantsDenial;

    public DrillStrategy(SessionKey session, IActorRef router, IActorRef conductor, TimeSpan pace)
    {
        _session = session;
        _id = new StrategyId($"quoter-{session.Alias}");
        _router = router;
        _conductor = conductor;
        Trading(pace);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private void Trading(TimeSpan pace)
    {
        Receive<Pace>(_ =>
        {
            while (_outstanding < Ahead)
                PlaceOrder();
        });
        Receive<PrivateRequestOutcome>(Count);
        Receive<OneMore>(_ =>
        {
            Timers.Cancel(nameof(Pace));
            // One more order on the very heels of the decision: it waits behind the one that is out, and must not leave.
            _wantsDenial = true;
            PlaceOrder();
        });
        Timers.StartPeriodicTimer(nameof(Pace), Pace.Next, TimeSpan.Zero, pace);
    }

    private void Count(PrivateRequestOutcome outcome)
    {
        _outstanding--;
        _conductor.Tell(outcome);
        _wantsDenial &= outcome is not PrivateRequestDenied;
        if (_wantsDenial && _outstanding == 0)
            PlaceOrder();
    }

    private void PlaceOrder()
    {
        _sent++;
        _outstanding++;
        var price = 50_000 + _sent;
        _router.Tell(
            new SubmitPrivateRequest(
                _session,
                new CommandId($"{_session.Alias}-order-{_sent}"),
                _id,
                NewOrder,
                new RequestFields([
                    new RequestField.Text("symbol", "btcusd"),
                    new RequestField.Text("amount", "0.01"),
                    new RequestField.Text("price", price.ToString(CultureInfo.InvariantCulture)),
                    new RequestField.Text("side", "buy"),
                    new RequestField.Text("type", "exchange limit"),
                    new RequestField.Text("client_order_id", $"{_session.Alias}.{_sent}"),
                ])
            )
        );
    }

    /// <summary>The kill switch is being engaged: place one more order, and others only until one is denied.</summary>
    internal sealed record OneMore
    {
        internal static readonly OneMore Instance = new();
    }

    private sealed record Pace
    {
        internal static readonly Pace Next = new();
    }
}
