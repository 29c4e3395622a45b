namespace Akka.Actor;

/// <summary>A watched actor has died; it arrives once, after the last message that the actor sent.</summary>
public sealed class Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    : IAutoReceivedMessage,
        IDeadLetterSuppression
{
    /// <summary>The actor that died.</summary>
    public IActorRef ActorRef => actorRef;

    /// <summary>False when the actor was dead already, or never lived, when the watch began.</summary>
    public bool ExistenceConfirmed => existenceConfirmed;

    /// <summary>True when a whole system became unreachable; never in a single process.</summary>
    public bool AddressTerminated => addressTerminated;

    /// <inheritdoc />
    public override string ToString() => $"<Terminated>: {actorRef} - ExistenceConfirmed={existenceConfirmed}";
}
