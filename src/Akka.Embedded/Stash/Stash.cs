namespace Akka.Actor;

/// <summary>The stash of one instance of an actor.</summary>
internal sealed class Stash : IStash
{
    private readonly ActorCell _cell;
    private readonly IDequeBasedMessageQueueSemantics _mailbox;
    private List<Envelope> _kept = [];
    private int _lastKept = -1;

    public Stash(ActorCell cell)
    {
        _cell = cell;
        _mailbox =
            cell.Mailbox.Queue as IDequeBasedMessageQueueSemantics
            ?? throw new ActorInitializationException(
                cell.Self,
                $"DequeBasedMailbox required, got: {cell.Mailbox.Queue.GetType().Name}"
            );
        Capacity = cell.Props.StashCapacity;
    }

    public int Capacity { get; }

    public int Count => _kept.Count;

    public bool IsEmpty => _kept.Count == 0;

    public bool IsFull => Capacity >= 0 && _kept.Count >= Capacity;

    public bool NonEmpty => _kept.Count > 0;

    void IStash.Stash()
    {
        var message = _cell.CurrentMessage!;
        if (_lastKept == _cell.EnvelopeId)
            throw new IllegalActorStateException($"Can't stash the same message {message} more than once");
        _lastKept = _cell.EnvelopeId;
        if (Capacity > 0 && _kept.Count >= Capacity)
            throw new StashOverflowException(
                $"Couldn't enqueue message {message} from {_cell.Sender} to stash of {_cell.Self}"
            );
        _kept.Add(new Envelope(message, _cell.Sender));
    }

    public void Unstash()
    {
        if (_kept.Count == 0)
            return;
        PutBack(_kept[0]);
        _kept.RemoveAt(0);
    }

    public void UnstashAll() => UnstashAll(_ => true);

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        var kept = _kept;
        _kept = [];
        for (var i = kept.Count - 1; i >= 0; i--)
            if (predicate(kept[i]))
                PutBack(kept[i]);
    }

    public IEnumerable<Envelope> ClearStash()
    {
        var kept = _kept;
        _kept = [];
        return kept;
    }

    public void Prepend(IEnumerable<Envelope> envelopes) => _kept.InsertRange(0, envelopes.Distinct());

    private void PutBack(Envelope envelope)
    {
        _mailbox.EnqueueFirst(envelope);
        if (envelope.Message is Terminated terminated)
            _cell.TerminatedQueuedFor(terminated.ActorRef, null);
    }
}
