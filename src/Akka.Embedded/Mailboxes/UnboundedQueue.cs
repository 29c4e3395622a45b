using Akka.Dispatch.MessageQueues;

namespace Akka.Dispatch;

/// <summary>
/// The default queue: a linked list that many append to with one exchange and one takes from without any. Its front is
/// a stack of the owner alone, so that a stash can put messages back before all others.
/// </summary>
internal class UnboundedQueue : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    private Node _taken;
    private Node _last;
    private Node? _front;

    public UnboundedQueue() => _taken = _last = new Node();

    public bool HasMessages => _front is not null || !ReferenceEquals(_taken, Volatile.Read(ref _last));

    public int Count
    {
        get
        {
            var count = 0;
            for (var node = _front; node is not null; node = node.Next)
                count++;
            for (var node = _taken.Next; node is not null; node = node.Next)
                count++;
            return count;
        }
    }

    public virtual void Enqueue(IActorRef receiver, Envelope envelope) => Append(envelope);

    public void EnqueueFirst(Envelope envelope) => _front = new Node { Envelope = envelope, Next = _front };

    public virtual bool TryDequeue(out Envelope envelope)
    {
        if (_front is { } front)
        {
            envelope = front.Envelope;
            _front = front.Next;
            return true;
        }
        var taken = _taken;
        var next = taken.Next;
        if (next is null)
        {
            if (ReferenceEquals(taken, Volatile.Read(ref _last)))
            {
                envelope = default;
                return false;
            }
            next = AwaitLink(taken);
        }
        envelope = next.Envelope;
        next.Envelope = default;
        // An old node that still pointed here would keep every later node alive into the next generation.
        taken.Next = null;
        _taken = next;
        return true;
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }

    protected bool HasFront => _front is not null;

    protected void Append(Envelope envelope)
    {
        var node = new Node { Envelope = envelope };
        Interlocked.Exchange(ref _last, node).Next = node;
    }

    // A sender has taken its place in line but has not yet linked it: a matter of nanoseconds.
    private static Node AwaitLink(Node taken)
    {
        var spin = new SpinWait();
        Node? next;
        while ((next = taken.Next) is null)
            spin.SpinOnce(sleep1Threshold: -1);
        return next;
    }

    private sealed class Node
    {
        public Envelope Envelope;
        public volatile Node? Next;
    }
}

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
