using System.Diagnostics;
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
internal sealed class Flight(
    Request request,
    Endpoint? endpoint,
    FaultDecision faults,
    RequestEntry entry,
    Exchange exchange
)
{
    public Step Arrive(DateTimeOffset now) => WaitOrGoOn(now + faults.Transit, now, Check);

    private Step Check(DateTimeOffset now)
    {
        if (faults.Instead is { } mishap)
            return End(null, mishap, now);

        switch (endpoint)
        {
            case Endpoint.Open open:
                return CheckPublic(open, now);
            case Endpoint.Private or null:
                return CheckPrivate(endpoint as Endpoint.Private, now);
            default:
                throw new UnreachableException($"{endpoint} is neither open nor private.");
        }
    }

    private Step CheckPrivate(Endpoint.Private? called, DateTimeOffset now)
    {
        var verdict = exchange.Gate.Check(request, called, exchange.Switches, now, now + faults.ClockSkew);
        entry.Update(record => record with { CheckedAt = now, Nonce = verdict.Nonce });
        return verdict switch
        {
            Verdict.Admitted admitted => WaitOrGoOn(
                Later(admitted.Turn, now + HoldOf()),
                now,
                t => Execute(called!, admitted, t)
            ),
            Verdict.Refused refused => End(refused.Answer, faults.After, now),
            _ => throw new UnreachableException($"{verdict} is neither admitted nor refused."),
        };
    }

    private Step CheckPublic(Endpoint.Open called, DateTimeOffset now)
    {
        entry.Update(record => record with { CheckedAt = now });
        if (exchange.Switches.RemoteAddressForbidden)
            return End(Refusals.RemoteAddressForbidden(), faults.After, now);
        if (exchange.PublicRate is not { } rate)
            return ExecutePublic(called, now);
        return rate.Admit(now) is { } turn
            ? WaitOrGoOn(turn, now, t => ExecutePublic(called, t))
            : End(Refusals.RateLimited(), faults.After, now);
    }

    private Step.Done ExecutePublic(Endpoint.Open called, DateTimeOffset now)
    {
        var call = new PublicCall(
            called.ParameterOf(request.Path)!,
            [.. exchange.Registry.Books],
            exchange.Switches,
            now
        );
        var answer = called.Run(call);
        if (answer.IsAccepted)
            entry.Update(record => record with { ExecutedAt = now });
        return End(answer, faults.After, now);
    }

    private Step.Done Execute(Endpoint.Private called, Verdict.Admitted admitted, DateTimeOffset now)
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
        var answer = called.Run(call);
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
