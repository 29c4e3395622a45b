using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>A queue with a limit: a message over it becomes a dead letter at once.</summary>
internal sealed class BoundedQueue(int capacity, TimeSpan pushTimeOut, IMessageQueue deadLetters)
    : UnboundedQueue,
        IBoundedDequeBasedMessageQueueSemantics
{
    private int _waiting;

    public TimeSpan PushTimeOut => pushTimeOut;

    public override void Enqueue(IActorRef receiver, Envelope envelope)
    {
        if (Interlocked.Increment(ref _waiting) <= capacity)
        {
            Append(envelope);
            return;
        }
        Interlocked.Decrement(ref _waiting);
        deadLetters.Enqueue(receiver, envelope);
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
