namespace Akka.Actor;

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
