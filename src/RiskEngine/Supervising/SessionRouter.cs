using Akka.Actor;

namespace RiskEngine;

/// <summary>Hands each message to the guardian of its session, the sender unchanged; without such a session it answers itself.</summary>
internal sealed class SessionRouter : ReceiveActor
{
    /// <param name="guardians">The guardians of this node.</param>
    /// <param name="isClustered">Whether another node may have a session that this one has not.</param>
    public SessionRouter(IReadOnlyDictionary<SessionKey, IActorRef> guardians, bool isClustered)
    {
        var desk = Context.ActorSelection($"../{PassingDesk.Name}");
        Receive<UnknownMessage>(message => Sender.Tell(message));
        Receive<ISessionMessage>(message =>
        {
            if (guardians.TryGetValue(message.Session, out var guardian))
                guardian.Forward(message);
            else if (isClustered)
                desk.Tell(new PassOn(message), Sender);
            else
                Refusal.UnknownSession.Answer(message, Sender, Self);
        });
    }
}
