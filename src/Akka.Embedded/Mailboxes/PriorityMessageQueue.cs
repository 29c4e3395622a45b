namespace Akka.Dispatch;

/// <summary>A queue that gives the message with the lowest number first and keeps order among equals.</summary>
internal sealed class PriorityMessageQueue(Func<object, int> priorityOf) : IMessageQueue
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Envelope, (int Priority, long Order)> _queue = new();
    private readonly Stack<Envelope> _front = new();
    private long _arrivals;

    public bool HasMessages
    {
        get
        {
            lock (_gate)
                return _queue.Count + _front.Count > 0;
        }
    }

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        lock (_gate)
            _queue.Enqueue(envelope, (priorityOf(envelope.Message), _arrivals++));
    }

    public void EnqueueFirst(Envelope envelope)
    {
        lock (_gate)
            _front.Push(envelope);
    }

    public bool TryDequeue(out Envelope envelope)
    {
        lock (_gate)
            return _front.TryPop(out envelope) || _queue.TryDequeue(out envelope, out _);
    }
}
