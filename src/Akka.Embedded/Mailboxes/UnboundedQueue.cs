namespace Akka.Dispatch;

/// <summary>
/// The default queue: segments in which many claim a slot with one increment each, and which one takes from without
/// any. Its front is a stack of the owner alone, so that a stash can put messages back before all others.
/// </summary>
internal class UnboundedQueue : IMessageQueue
{
    // An actor that is never behind stays small; one that is gets room.
    private const int FirstLength = 2;
    private const int IdleLength = 32;
    private const int BusyLength = 1024;

    private Segment _taking;
    private int _taken;
    private Segment _filling;
    private Stack<Envelope>? _front;

    public UnboundedQueue() => _taking = _filling = new Segment(FirstLength);

    public bool HasMessages => HasFront || _taken < _taking.Filled || _taking.Next is not null;

    protected bool HasFront => _front is { Count: > 0 };

    public virtual void Enqueue(IActorRef receiver, Envelope envelope) => Append(envelope);

    public void EnqueueFirst(Envelope envelope) => (_front ??= new Stack<Envelope>()).Push(envelope);

    public virtual bool TryDequeue(out Envelope envelope)
    {
        if (_front is not null && _front.TryPop(out envelope))
            return true;
        var segment = _taking;
        if (_taken == segment.Slots.Length)
        {
            if (segment.Next is not { } next)
            {
                envelope = default;
                return false;
            }
            _taking = segment = next;
            _taken = 0;
        }
        ref var slot = ref segment.Slots[_taken];
        var message = Volatile.Read(ref slot.Message) ?? segment.Await(_taken);
        if (message is null)
        {
            envelope = default;
            return false;
        }
        envelope = new Envelope(message, slot.Sender);
        slot = default;
        _taken++;
        return true;
    }

    protected void Append(Envelope envelope)
    {
        while (true)
        {
            var segment = Volatile.Read(ref _filling);
            var index = Interlocked.Increment(ref segment.Claimed) - 1;
            if (index < segment.Slots.Length)
            {
                ref var slot = ref segment.Slots[index];
                slot.Sender = envelope.Sender;
                // Last: a message that can be seen is complete.
                Volatile.Write(ref slot.Message, envelope.Message);
                return;
            }
            Extend(segment);
        }
    }

    private void Extend(Segment full)
    {
        if (full.Next is null)
        {
            var isBehind = !ReferenceEquals(_taking, full);
            var length = Math.Min(full.Slots.Length * 2, isBehind ? BusyLength : IdleLength);
            Interlocked.CompareExchange(ref full.Next, new Segment(length), null);
        }
        Interlocked.CompareExchange(ref _filling, full.Next, full);
    }

    private struct Slot
    {
        public object? Message;
        public IActorRef? Sender;
    }

    private sealed class Segment(int length)
    {
        public readonly Slot[] Slots = new Slot[length];
        public volatile Segment? Next;
        public int Claimed;

        public int Filled => Math.Min(Volatile.Read(ref Claimed), Slots.Length);

        /// <summary>The message of a slot that is claimed but not yet written, a matter of nanoseconds; else null.</summary>
        public object? Await(int index)
        {
            var spin = new SpinWait();
            while (index < Filled)
            {
                if (Volatile.Read(ref Slots[index].Message) is { } message)
                    return message;
                spin.SpinOnce(sleep1Threshold: -1);
            }
            return null;
        }
    }
}
