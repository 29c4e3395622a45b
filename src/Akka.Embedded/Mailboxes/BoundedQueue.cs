namespace Akka.Dispatch;

/// <summary>A queue with a limit: a message over it becomes a dead letter at once. The front of a stash has none.</summary>
internal sealed class BoundedQueue(int capacity, DeadLetterActorRef deadLetters) : UnboundedQueue
{
    private int _waiting;

    /// <exception cref="ArgumentException">The configured capacity is negative.</exception>
    public static BoundedQueue Of(Config config, ActorSystemImpl system) =>
        config.GetInt("mailbox-capacity") is >= 0 and var capacity
            ? new BoundedQueue(capacity, system.DeadLetters)
            : throw new ArgumentException("The capacity for BoundedMailbox cannot be negative", nameof(config));

    public override void Enqueue(IActorRef receiver, Envelope envelope)
    {
        if (Interlocked.Increment(ref _waiting) <= capacity)
        {
            Append(envelope);
            return;
        }
        Interlocked.Decrement(ref _waiting);
        deadLetters.Take(envelope, receiver);
    }

    public override bool TryDequeue(out Envelope envelope)
    {
        var front = HasFront;
        if (!base.TryDequeue(out envelope))
            return false;
        if (!front)
            Interlocked.Decrement(ref _waiting);
        return true;
    }
}
