using Akka.Actor;

namespace RiskEngine;

/// <summary>Sends a session's requests; what comes of each goes to its guardian.</summary>
/// <remarks>
/// Never waits: requests run side by side, so a cancel passes an order that is out. What an exchange or a network may
/// do is an answer; anything else is thrown, and the guardian's strategy restarts the sender. The request that failed
/// is then reported as unknown, since it may have left; the others go on, and their answers come whoever sends by then.
/// </remarks>
internal sealed class HttpSender : ReceiveActor
{
    public HttpSender(IExchangeGateway gateway)
    {
        Receive<OutboundRequest>(request =>
            gateway
                .SendAsync(request, CancellationToken.None)
                .PipeTo(
                    Context.Parent,
                    Self,
                    answer => new AttemptResolved(request, answer),
                    failure => new Failed(request, failure)
                )
        );
        Receive<Failed>(failed => throw new SenderFailedException(failed.Request.Attempt, failed.Cause));
    }

    /// <summary>Reports the request that failed; the base would also run <see cref="ActorBase.PostStop"/>, which has nothing to do here.</summary>
    protected override void PreRestart(Exception reason, object message)
    {
        var open = message as OutboundRequest ?? (message as Failed)?.Request;
        if (open is not null)
            Context.Parent.Tell(
                new AttemptResolved(open, new ExchangeAnswer.Unknown(UnknownReason.SenderFailed, ExchangeReason.None))
            );
    }

    /// <summary>Goes to the guardian like every answer, and comes back: thrown here, it is a matter for the guardian's strategy.</summary>
    internal sealed record Failed(OutboundRequest Request, Exception Cause) : INoSerializationVerificationNeeded;
}
