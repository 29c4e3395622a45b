namespace Akka.Dispatch;

/// <summary>The queue that messages of dead actors are moved to: each becomes a dead letter.</summary>
internal sealed class DeadLetterQueue(IActorRef deadLetters) : IMessageQueue
{
    public bool HasMessages => false;

    public int Count => 0;

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        if (envelope.Message is AllDeadLetters)
            return;
        deadLetters.Tell(new DeadLetter(envelope.Message, envelope.Sender ?? deadLetters, receiver), envelope.Sender);
    }

    public bool TryDequeue(out Envelope envelope)
    {
        envelope = default;
        return false;
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters) { }
}
