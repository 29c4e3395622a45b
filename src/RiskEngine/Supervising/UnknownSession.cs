using Akka.Actor;

namespace RiskEngine;

/// <summary>Answers a message for a session that the engine does not have: refused, with nothing sent.</summary>
internal static class UnknownSession
{
    internal static void Answer(ISessionMessage message, IActorRef asker, IActorRef from)
    {
        switch (message)
        {
            case CancelSession cancel:
                asker.Tell(
                    new SessionCancelDenied(cancel.Session, cancel.Id, SessionCancelDeniedReason.UnknownSession),
                    from
                );
                break;
            case SubmitPrivateRequest request:
                asker.Tell(
                    new PrivateRequestDenied(request.Session, request.Id, PrivateRequestDeniedReason.UnknownSession),
                    from
                );
                break;
            case LeaseNonce lease:
                asker.Tell(new NonceLeaseDenied(lease.Session, lease.Id, NonceLeaseDeniedReason.UnknownSession), from);
                break;
            case EngageSession or ResetSession or RegisterStrategy or GetSessionStatus:
                asker.Tell(new SessionUnknown(message.Session), from);
                break;
        }
    }
}
