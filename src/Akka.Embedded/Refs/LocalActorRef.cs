namespace Akka.Actor;

/// <summary>The handle of an actor of this process.</summary>
internal class LocalActorRef : InternalActorRefBase
{
    public LocalActorRef(ActorSystemImpl system, Props props, InternalActorRefBase parent, ActorPath path)
    {
        Path = path;
        Cell = new ActorCell(system, this, props, parent);
    }

    public ActorCell Cell { get; }

    public override ActorPath Path { get; }

    internal override ActorSystemImpl Owner => Cell.SystemImpl;

    internal override InternalActorRefBase ParentRef => Cell.ParentRef;

    internal override bool HasTerminated => Cell.Mailbox.IsClosed;

    internal override IReadOnlyList<InternalActorRefBase> ChildRefs => Cell.Children.Snapshot();

    internal override void SendSystem(SystemMessage message) => Cell.Mailbox.PostSystem(message);

    internal override InternalActorRefBase GetChild(string name) =>
        name switch
        {
            ".." => ParentRef,
            "" or "." => this,
            _ => Cell.Children.Find(name) is { } child ? child.Child : ActorRefs.Nobody,
        };

    protected override void TellInternal(object message, IActorRef? sender) =>
        Cell.Mailbox.Post(new Envelope(message, sender));
}
