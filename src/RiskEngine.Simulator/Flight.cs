using RiskEngine.Simulator.Endpoints;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Log;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator;

/// <summary>
/// The life of one request: on its way (transit) → checked by the gate → queued or held → executed by its endpoint →
/// answered. A fault can end it at each arrow.
/// </summary>
internal sealed class Flight(Request request, FaultDecision faults, RequestEntry entry, Exchange exchange)
{
    private readonly Endpoint? _endpoint = Endpoint.Find(request.Method, request.Path);

    public Step Arrive(DateTimeOffset now) => WaitOrGoOn(now + faults.Transit, now, Check);

    private Step Check(DateTimeOffset now)
    {
        if (faults.Instead is { } mishap)
            return End(null, mishap, now);

        var verdict = exchange.Gate.Check(request, _endpoint, exchange.Switches, now, now + faults.ClockSkew);
        entry.Update(record => record with { CheckedAt = now, Nonce = verdict.Nonce });
        return verdict switch
        {
            Verdict.Admitted admitted => WaitOrGoOn(
                Later(admitted.Turn, now + HoldOf()),
                now,
                t => Execute(admitted, t)
            ),
            Verdict.Refused refused => End(refused.Answer, faults.After, now),
            _ => throw new InvalidOperationException($"{verdict} is neither admitted nor refused."),
        };
    }

    private Step.Done Execute(Verdict.Admitted admitted, DateTimeOffset now)
    {
        if (IsFenced(admitted))
            return End(Refusals.NonceNotIncreased($"{admitted.Nonce}"), faults.After, now);

        var call = new Call(admitted.Session, admitted.Nonce, admitted.Payload, admitted.Book, now)
        {
            Switches = exchange.Switches,
            Ids = exchange.Ids,
            Funds = exchange.Registry.FindAccount(admitted.Book.Account)?.Funds,
            Number = entry.Record.Number,
            Faults = faults,
        };
        var answer = _endpoint!.Run(call);
        if (answer.IsAccepted)
            entry.Update(record => record with { ExecutedAt = now });
        return End(answer, faults.After, now);
    }

    private Step.Done End(Answer? answer, Mishap? mishap, DateTimeOffset now)
    {
        var serverClock = now + faults.ClockSkew;
        var said = mishap?.Says?.Invoke(serverClock) ?? answer;
        var delivery = mishap?.Delivery ?? Delivery.Sent;
        entry.Update(record => record with { Status = said?.Status, Reason = said?.Reason, Delivered = delivery });
        exchange.OnRequest?.Invoke(entry.Record);
        var date = faults.Date is { } lie ? lie.Show(serverClock) : serverClock;
        return new Step.Done(new Reply(said, delivery, faults.Latency, date) { Coding = faults.Coding });
    }

    /// <summary>True for an order in flight that a bulk cancel with a larger nonce has overtaken.</summary>
    private bool IsFenced(Verdict.Admitted admitted) =>
        request.Path == NewOrder.Path
        && exchange.Switches.Fence
        && admitted.Session.Key is { Nonce: NonceMode.Increasing }
        && admitted.Nonce < admitted.Session.FenceNonce;

    private TimeSpan HoldOf() => request.Path == NewOrder.Path ? faults.Hold : TimeSpan.Zero;

    private static Step WaitOrGoOn(DateTimeOffset until, DateTimeOffset now, Func<DateTimeOffset, Step> next) =>
        until > now ? new Step.Wait(until, next) : next(now);

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
