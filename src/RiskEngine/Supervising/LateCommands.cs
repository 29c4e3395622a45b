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
            letter => Refusal.EngineStopping.Answer(letter.Message, letter.Sender, Self)
        );
    }

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private static bool IsOurs(IActorRef recipient, ActorPath engine)
    {
        var (path, root) = (recipient.Path.ToStringWithoutAddress(), engine.ToStringWithoutAddress());
        return path.StartsWith(root + "/", StringComparison.Ordinal);
    }
}
