namespace Akka.Actor;

/// <summary>What the runtime needs of every handle beyond <see cref="IActorRef"/>.</summary>
public abstract class InternalActorRefBase : ActorRefBase
{
    private protected InternalActorRefBase() { }

    internal abstract ActorSystemImpl? Owner { get; }

    internal abstract InternalActorRefBase ParentRef { get; }

    internal virtual bool HasTerminated => false;

    internal abstract void SendSystem(SystemMessage message);

    /// <summary>Finds a descendant; <see cref="ActorRefs.Nobody"/> when there is none.</summary>
    internal abstract InternalActorRefBase GetChild(string name);

    internal virtual IReadOnlyList<InternalActorRefBase> ChildRefs => [];
}
