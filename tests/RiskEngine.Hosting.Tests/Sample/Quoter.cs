using System.Globalization;
using Akka.Actor;

namespace RiskEngine.Hosting.Tests.Sample;

/// <summary>A strategy whose orders the engine signs and sends: one after another, none while the session is halted.</summary>
public sealed class Quoter : ReceiveActor, IWithTimers
{
    private static readonly PrivateEndpoint NewOrder = new("/v1/order/new");

    private readonly IActorRef _engine;
    private readonly SessionKey _session;
    private readonly StrategyId _id = new("quoter");
    private readonly TimeSpan _pace;
    private int _quotes;

    /// <param name="engine">The engine's router.</param>
    /// <param name="session">The session to trade.</param>
    /// <param name="pace">The wait between an answer and the next order.</param>
    public Quoter(IActorRef engine, SessionKey session, TimeSpan pace)
    {
        (_engine, _session, _pace) = (engine, session, pace);
        Receive<Quote>(_ => Place());
        // On the book, or refused by the exchange, or never sent: in each case it is known what became of the order.
        Receive<PrivateRequestAnswered>(_ => Later());
        Receive<PrivateRequestRejected>(_ => Later());
        Receive<PrivateRequestDenied>(_ => Later());
        // The order may be live, and nobody knows its id. Take all of the session off the book.
        Receive<PrivateRequestUnconfirmed>(lost => Pull($"no answer to an order: {lost.Said}"));
        Receive<SessionCanceled>(_ => Later());
        // Not proven: the engine escalates by itself, and a person looks. Quote no more.
        Receive<SessionCancelOutcome>(_ => { });
        Receive<StrategyWatched>(_ => { });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        // From now on the session is canceled when this actor ends.
        _engine.Tell(new RegisterStrategy(_session, _id));
        Self.Tell(Quote.Next);
    }

    private void Place() =>
        _engine.Tell(
            new SubmitPrivateRequest(
                _session,
                CommandId.New(),
                _id,
                NewOrder,
                new RequestFields([
                    new RequestField.Text("symbol", "btcusd"),
                    new RequestField.Text("amount", "0.01"),
                    new RequestField.Text("price", (50_000 + _quotes++ % 100).ToString(CultureInfo.InvariantCulture)),
                    new RequestField.Text("side", "buy"),
                    new RequestField.Text("type", "exchange limit"),
                ])
            )
        );

    private void Later() => Timers.StartSingleTimer(Quote.Next, Quote.Next, _pace);

    private void Pull(string why) =>
        _engine.Tell(new CancelSession(_session, CommandId.New(), _id, new RequestedBy.Strategy(_id), new Reason(why)));

    private sealed record Quote
    {
        internal static readonly Quote Next = new();
    }
}
