using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>Answers commands that reach a guardian or router which is gone already: a dead letter is an answer owed.</summary>
internal sealed class LateCommands : ReceiveActor
{
    public LateCommands(ActorPath engine)
    {
        Receive<DeadLetter>(
            letter => IsOurs(letter.Recipient, engine),
            letter => Answer(letter.Message, letter.Sender)
        );
    }

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private static bool IsOurs(IActorRef recipient, ActorPath engine)
    {
        var (path, root) = (recipient.Path.ToStringWithoutAddress(), engine.ToStringWithoutAddress());
        return path.StartsWith(root + "/", StringComparison.Ordinal);
    }

    private void Answer(object message, IActorRef asker)
    {
        switch (message)
        {
            case CancelSession cancel:
                asker.Tell(
                    new SessionCancelDenied(cancel.Session, cancel.Id, SessionCancelDeniedReason.EngineStopping),
                    Self
                );
                break;
            case SubmitPrivateRequest request:
                asker.Tell(
                    new PrivateRequestDenied(request.Session, request.Id, PrivateRequestDeniedReason.EngineStopping),
                    Self
                );
                break;
            case LeaseNonce lease:
                asker.Tell(new NonceLeaseDenied(lease.Session, lease.Id, NonceLeaseDeniedReason.EngineStopping), Self);
                break;
            case ISessionMessage query and (EngageSession or ResetSession or RegisterStrategy or GetSessionStatus):
                asker.Tell(new SessionUnknown(query.Session), Self);
                break;
        }
    }
}
