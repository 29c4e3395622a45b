using Akka.Actor;

namespace RiskEngine;

/// <summary>Hands each message to the guardian of its session, the sender unchanged; without such a session it answers itself.</summary>
internal sealed class SessionRouter : ReceiveActor
{
    public SessionRouter(IReadOnlyDictionary<SessionKey, IActorRef> guardians) =>
        Receive<ISessionMessage>(message =>
        {
            if (guardians.TryGetValue(message.Session, out var guardian))
                guardian.Forward(message);
            else
                Refusal.UnknownSession.Answer(message, Sender, Self);
        });
}
