using Akka.Actor;

namespace RiskEngine;

/// <summary>Refuses whatever wants an answer, with nothing sent, for one reason in each message's own words.</summary>
internal sealed class Refusal
{
    /// <summary>The engine has no such session.</summary>
    internal static readonly Refusal UnknownSession = new(
        SessionCancelDeniedReason.UnknownSession,
        PrivateRequestDeniedReason.UnknownSession,
        NonceLeaseDeniedReason.UnknownSession
    );

    /// <summary>The session's guardian is another node's, or nobody's at the moment.</summary>
    internal static readonly Refusal NotOnThisNode = new(
        SessionCancelDeniedReason.NotOnThisNode,
        PrivateRequestDeniedReason.NotOnThisNode,
        NonceLeaseDeniedReason.NotOnThisNode
    );

    /// <summary>The session's guardian is gone already.</summary>
    internal static readonly Refusal EngineStopping = new(
        SessionCancelDeniedReason.EngineStopping,
        PrivateRequestDeniedReason.EngineStopping,
        NonceLeaseDeniedReason.EngineStopping
    );

    private readonly SessionCancelDeniedReason _cancel;
    private readonly PrivateRequestDeniedReason _request;
    private readonly NonceLeaseDeniedReason _lease;

    private Refusal(
        SessionCancelDeniedReason cancel,
        PrivateRequestDeniedReason request,
        NonceLeaseDeniedReason lease
    ) => (_cancel, _request, _lease) = (cancel, request, lease);

    internal void Answer(object message, IActorRef sender, IActorRef from)
    {
        var asker = Asker.Of(message, sender);
        switch (message)
        {
            case SwitchCancel or StopStrategy:
                asker.Tell(new SwitchInput.Elsewhere(((ISessionMessage)message).Session), from);
                break;
            case CancelSession cancel:
                asker.Tell(new SessionCancelDenied(cancel.Session, cancel.Id, _cancel), from);
                break;
            case SubmitPrivateRequest request:
                asker.Tell(new PrivateRequestDenied(request.Session, request.Id, _request), from);
                break;
            case LeaseNonce lease:
                asker.Tell(new NonceLeaseDenied(lease.Session, lease.Id, _lease), from);
                break;
            case EngageKillSwitch engage:
                asker.Tell(
                    new KillSwitchEngageDenied(engage.Id, engage.Scope, KillSwitchEngageDeniedReason.EngineStopping),
                    from
                );
                break;
            case ResetKillSwitch reset:
                asker.Tell(
                    new KillSwitchResetDenied(
                        reset.Id,
                        reset.Engagements,
                        KillSwitchResetDeniedReason.EngineStopping,
                        new KillSwitchState.Unreadable(KillSwitchUnreadableReason.NotReadYet)
                    ),
                    from
                );
                break;
            case ISessionMessage other and (RegisterStrategy or GetSessionStatus):
                asker.Tell(new SessionUnknown(other.Session), from);
                break;
            case GetOutcomeOrders query:
                asker.Tell(new OutcomeUnknown(query.Session, query.Command), from);
                break;
            // Nobody waits for an answer to these; and among dead letters anything may come that is no command.
            case UnregisterStrategy or StrategyAlive:
            default:
                break;
        }
    }
}
