namespace Akka.Actor;

/// <summary>
/// Who this actor watches and who watches it. A watched actor's death arrives as a system message and is put into the
/// mailbox once; an <see cref="Unwatch"/> in between takes it out again.
/// </summary>
internal sealed partial class ActorCell
{
    private Dictionary<IActorRef, object?>? _watching;
    private Dictionary<IActorRef, object?>? _terminatedInMailbox;
    private HashSet<InternalActorRefBase>? _watchedBy;

    public IActorRef Watch(IActorRef subject) => StartWatching(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return StartWatching(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (_watching is not null && _watching.Remove(subject))
            subject.Internal().SendSystem(new Unwatch(_self));
        _terminatedInMailbox?.Remove(subject);
        return subject;
    }

    /// <summary>Marks a death notice as waiting in the mailbox, after a stash has put it there.</summary>
    public void TerminatedQueuedFor(IActorRef subject, object? insteadOfTerminated) =>
        (_terminatedInMailbox ??= [])[subject] = insteadOfTerminated;

    private IActorRef StartWatching(IActorRef subject, object? insteadOfTerminated)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.Equals(_self))
            return subject;
        if ((_watching ??= []).TryAdd(subject, insteadOfTerminated))
            subject.Internal().SendSystem(new Watch(_self));
        return subject;
    }

    private void WatchedActorTerminated(IActorRef actor, bool existenceConfirmed)
    {
        if (_watching is not null && _watching.Remove(actor, out var insteadOfTerminated) && !Children.IsTerminating)
        {
            TerminatedQueuedFor(actor, insteadOfTerminated);
            _self.Tell(new Terminated(actor, existenceConfirmed, addressTerminated: false), actor);
        }
        if (Children.Find(actor) is not null)
            HandleChildTerminated(actor);
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_terminatedInMailbox is null || !_terminatedInMailbox.Remove(terminated.ActorRef, out var instead))
            return;
        CurrentMessage = instead ?? terminated;
        Deliver(CurrentMessage);
    }

    private void TellWatchersWeDied()
    {
        foreach (var watcher in _watchedBy ?? [])
            if (!watcher.Equals(ParentRef)) // The parent has heard already.
                watcher.SendSystem(new DeathWatchNotification(_self, ExistenceConfirmed: true));
        _watchedBy = null;
    }

    private void StopWatchingAll()
    {
        foreach (var subject in _watching?.Keys ?? Enumerable.Empty<IActorRef>())
            subject.Internal().SendSystem(new Unwatch(_self));
        _watching = null;
        _terminatedInMailbox = null;
    }
}
