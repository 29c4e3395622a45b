namespace Akka.Actor;

/// <summary>What all handles share: equality by path and incarnation.</summary>
public abstract class ActorRefBase : IActorRef
{
    private protected ActorRefBase() { }

    /// <inheritdoc />
    public abstract ActorPath Path { get; }

    /// <inheritdoc />
    public void Tell(object message, IActorRef? sender) => TellInternal(message, sender);

    /// <summary>Takes the message.</summary>
    protected abstract void TellInternal(object message, IActorRef? sender);

    /// <inheritdoc />
    public bool Equals(IActorRef? other) =>
        ReferenceEquals(this, other) || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is IActorRef other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Path.Uid.GetHashCode() ^ Path.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => Path.Uid == 0 ? $"[{Path}]" : $"[{Path}#{Path.Uid}]";
}

/// <summary>What the runtime needs of every handle beyond <see cref="IActorRef"/>.</summary>
public abstract class InternalActorRefBase : ActorRefBase
{
    private protected InternalActorRefBase() { }

    internal abstract ActorSystemImpl? Owner { get; }

    internal abstract InternalActorRefBase ParentRef { get; }

    internal virtual bool HasTerminated => false;

    internal virtual IReadOnlyList<InternalActorRefBase> ChildRefs => [];

    internal abstract void SendSystem(SystemMessage message);

    /// <summary>Finds a descendant; <see cref="ActorRefs.Nobody"/> when there is none.</summary>
    internal abstract InternalActorRefBase GetChild(string name);
}

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

/// <summary>The handle of nobody.</summary>
public sealed class Nobody : MinimalActorRef
{
    /// <summary>The only instance.</summary>
    public static readonly Nobody Instance = new();

    private Nobody() { }

    /// <inheritdoc />
    public override ActorPath Path { get; } = ActorPath.Root("akka://all-systems");

    internal override ActorSystemImpl? Owner => null;
}

/// <summary>A handle that stands for another, such as a test probe.</summary>
internal interface IActorRefProxy
{
    IActorRef Ref { get; }
}

internal static class InternalActorRefs
{
    /// <summary>What the runtime needs of a handle.</summary>
    public static InternalActorRefBase Internal(this IActorRef actor) =>
        actor switch
        {
            InternalActorRefBase known => known,
            IActorRefProxy proxy => proxy.Ref.Internal(),
            _ => throw new ArgumentException($"{actor.GetType()} is not a handle of this runtime.", nameof(actor)),
        };
}
