namespace Akka.Actor;

/// <summary>A handle without an actor behind it.</summary>
public abstract class MinimalActorRef : InternalActorRefBase
{
    private protected MinimalActorRef() { }

    internal override InternalActorRefBase ParentRef => ActorRefs.Nobody;

    internal override void SendSystem(SystemMessage message) { }

    internal override InternalActorRefBase GetChild(string name) =>
        name.Length == 0 || name == "." ? this : ActorRefs.Nobody;

    /// <inheritdoc />
    protected override void TellInternal(object message, IActorRef? sender) { }
}
