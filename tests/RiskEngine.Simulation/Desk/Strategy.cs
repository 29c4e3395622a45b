using System.Globalization;
using Akka.Actor;

namespace RiskEngine.Simulation.Desk;

/// <summary>Places orders and cancels at the times of its plan, and writes down every answer.</summary>
internal sealed class Strategy : ReceiveActor, IWithTimers
{
    private static readonly PrivateEndpoint NewOrder = new("/v1/order/new");

    public Strategy(SessionKey session, IActorRef router, IReadOnlyList<Deed> plan, Journal journal)
    {
        var id = new StrategyId($"strategy-{session.Alias}");
        Receive<Deed>(deed =>
        {
            journal.Asked(session, deed);
            ISessionMessage command = deed.Kind switch
            {
                DeedKind.Cancel => new CancelSession(
                    session,
                    deed.Command,
                    id,
                    new RequestedBy.Strategy(id),
                    new Reason("simulated"),
                    deed.Deadline
                ),
                DeedKind.Lease => new LeaseNonce(session, deed.Command, id),
                _ => new SubmitPrivateRequest(session, deed.Command, id, NewOrder, Order(session, deed)),
            };
            router.Tell(command);
        });
        Receive<SessionCancelOutcome>(journal.Answered);
        Receive<PrivateRequestOutcome>(journal.Answered);
        Receive<NonceLeaseOutcome>(journal.Answered);
        foreach (var deed in plan)
            Timers.StartSingleTimer(deed.Command, deed, deed.At);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private static RequestFields Order(SessionKey session, Deed deed) =>
        new([
            new RequestField.Text("symbol", "btcusd"),
            new RequestField.Text("amount", "0.01"),
            new RequestField.Text("price", (deed.At.Ticks + 1).ToString(CultureInfo.InvariantCulture)),
            new RequestField.Text("side", "buy"),
            new RequestField.Text("type", "exchange limit"),
            new RequestField.Text("client_order_id", $"{session.Alias}.{deed.Command}"),
        ]);
}
