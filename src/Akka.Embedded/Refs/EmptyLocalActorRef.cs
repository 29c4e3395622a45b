namespace Akka.Actor;

/// <summary>A path at which no actor lives: messages become dead letters, a watcher hears at once that there is none.</summary>
internal class EmptyLocalActorRef(ActorSystemImpl system, ActorPath path) : MinimalActorRef
{
    public override ActorPath Path { get; } = path;

    internal override ActorSystemImpl Owner => system;

    internal override bool HasTerminated => true;

    internal override void SendSystem(SystemMessage message) => AnswerWatch(message, this);

    /// <summary>Tells a watcher that the watched actor is dead, whatever else it was about.</summary>
    internal static void AnswerWatch(SystemMessage message, InternalActorRefBase self)
    {
        if (message is Watch watch && !watch.Watcher.Equals(self))
            watch.Watcher.SendSystem(new DeathWatchNotification(self, ExistenceConfirmed: false));
    }

    protected override void TellInternal(object message, IActorRef? sender) => Publish(message, sender, this);

    protected void Publish(object message, IActorRef? sender, IActorRef recipient)
    {
        switch (message)
        {
            case null:
                throw new InvalidMessageException("Message is null");
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, null), null);
                break;
            case ActorSelectionMessage { FansOut: true, Message: Identify }:
                break;
            case ActorSelectionMessage selection:
                Publish(selection.Message, sender, recipient);
                break;
            default:
                var from = sender.IsNobody() ? system.DeadLetters : sender!;
                system.EventStream.Publish(
                    message is IDeadLetterSuppression suppressed
                        ? new SuppressedDeadLetter(suppressed, from, recipient)
                        : new DeadLetter(message, from, recipient)
                );
                break;
        }
    }
}

/// <summary>Where messages for nobody end: each is published on the event stream as a <see cref="DeadLetter"/>.</summary>
internal sealed class DeadLetterActorRef(ActorSystemImpl system, ActorPath path) : EmptyLocalActorRef(system, path)
{
    internal override bool HasTerminated => false;

    /// <summary>It never dies: who watches it never hears.</summary>
    internal override void SendSystem(SystemMessage message) { }

    /// <summary>Takes a message that a mailbox could not keep; one about a dead letter is let go.</summary>
    public void Take(Envelope envelope, IActorRef recipient)
    {
        if (envelope.Message is not AllDeadLetters)
            Publish(envelope.Message, envelope.Sender, recipient);
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        switch (message)
        {
            case AllDeadLetters letter:
                Publish(letter.Message, letter.Sender, letter.Recipient);
                break;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, this), this);
                break;
            default:
                Publish(message, sender, this);
                break;
        }
    }
}
