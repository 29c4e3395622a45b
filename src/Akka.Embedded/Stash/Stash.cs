namespace Akka.Actor;

/// <summary>The stash of one instance of an actor.</summary>
internal sealed class Stash(ActorCell cell) : IStash
{
    private readonly List<Envelope> _kept = [];
    private int _lastKept = -1;

    void IStash.Stash()
    {
        var message = cell.CurrentMessage!;
        if (_lastKept == cell.EnvelopeId)
            throw new IllegalActorStateException($"Can't stash the same message {message} more than once");
        _lastKept = cell.EnvelopeId;
        if (cell.Props.StashCapacity is > 0 and var capacity && _kept.Count >= capacity)
            throw new StashOverflowException(
                $"Couldn't enqueue message {message} from {cell.Sender} to stash of {cell.Self}"
            );
        _kept.Add(new Envelope(message, cell.Sender));
    }

    public void Unstash()
    {
        if (_kept.Count == 0)
            return;
        PutBack(_kept[0]);
        _kept.RemoveAt(0);
    }

    public void UnstashAll()
    {
        for (var i = _kept.Count - 1; i >= 0; i--)
            PutBack(_kept[i]);
        _kept.Clear();
    }

    private void PutBack(Envelope envelope)
    {
        cell.Mailbox.Queue.EnqueueFirst(envelope);
        if (envelope.Message is Terminated terminated)
            cell.TerminatedQueuedFor(terminated.ActorRef, null);
    }
}
