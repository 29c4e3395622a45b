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
        Receive<OutboundRequest>(request => Send(gateway, request, Context.Parent, Self));
        Receive<Failed>(failed => throw new SenderFailedException(failed.Request.Attempt, failed.Cause));
    }

    /// <summary>A failure is told like an answer.</summary>
    private static void Send(IExchangeGateway gateway, OutboundRequest request, IActorRef guardian, IActorRef sender)
    {
        Task<ExchangeAnswer> sent;
        try
        {
            sent = gateway.SendAsync(request, CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever it is: the guardian hears of it, and supervision decides.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            sent = Task.FromException<ExchangeAnswer>(defect);
        }

        // Not awaited: where the answer came at that moment, the runtime would go on in the thread pool. This goes on where the
        // answer came, or here.
        _ = sent.ContinueWith(
            answered => Tell(gateway, guardian, OutcomeOf(request, answered), sender),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

#pragma warning disable RS0030 // The task has completed: nothing blocks.
    private static object OutcomeOf(OutboundRequest request, Task<ExchangeAnswer> answered) =>
        answered.IsCompletedSuccessfully
            ? new AttemptResolved(request, answered.Result)
            : new Failed(request, answered.Exception?.InnerException ?? new TaskCanceledException(answered));
#pragma warning restore RS0030

    private static void Tell(IExchangeGateway gateway, IActorRef guardian, object outcome, IActorRef sender)
    {
        if (gateway.IsOnOwnThread)
            EngineThreads.TellAndRun(guardian, outcome, sender);
        else
            guardian.Tell(outcome, sender);
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
