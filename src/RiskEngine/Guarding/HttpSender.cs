using Akka.Actor;

namespace RiskEngine;

/// <summary>Sends a session's requests and tells its guardian what came of each, by number.</summary>
/// <remarks>
/// Never waits: requests run side by side, so a cancel passes an order that is out. What an exchange or a network may
/// do is an answer; anything else is thrown, and the guardian's strategy restarts the sender. The request that failed
/// is then reported as unknown, since it may have left; the others go on and report to the new incarnation.
/// </remarks>
internal sealed class HttpSender : ReceiveActor
{
    public HttpSender(IExchangeGateway gateway)
    {
        Receive<OutboundRequest>(request =>
            gateway
                .SendAsync(request, CancellationToken.None)
                .PipeTo(
                    Self,
                    Self,
                    answer => new AttemptResolved(request.Attempt, answer),
                    failure => new Failed(request.Attempt, failure)
                )
        );
        Receive<AttemptResolved>(resolved => Context.Parent.Tell(resolved));
        Receive<Failed>(failed => throw new SenderFailedException(failed.Attempt, failed.Cause));
    }

    /// <summary>Reports the request that failed; the base would also run <see cref="ActorBase.PostStop"/>, which has nothing to do here.</summary>
    protected override void PreRestart(Exception reason, object message)
    {
        AttemptId? attempt = message switch
        {
            OutboundRequest request => request.Attempt,
            Failed failed => failed.Attempt,
            _ => null,
        };
        if (attempt is { } open)
            Context.Parent.Tell(
                new AttemptResolved(open, new ExchangeAnswer.Unknown(UnknownReason.SenderFailed, ExchangeReason.None))
            );
    }

    private sealed record Failed(AttemptId Attempt, Exception Cause) : INoSerializationVerificationNeeded;
}
