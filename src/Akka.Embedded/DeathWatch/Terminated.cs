using Akka.Event;

namespace Akka.Actor;

/// <summary>A watched actor has died; it arrives once, after the last message that the actor sent.</summary>
public sealed class Terminated
    : IAutoReceivedMessage,
        IPossiblyHarmful,
        IDeadLetterSuppression,
        INoSerializationVerificationNeeded,
        IEquatable<Terminated>
{
    /// <summary>Created by the runtime.</summary>
    public Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    {
        ActorRef = actorRef;
        ExistenceConfirmed = existenceConfirmed;
        AddressTerminated = addressTerminated;
    }

    /// <summary>The actor that died.</summary>
    public IActorRef ActorRef { get; }

    /// <summary>False when the actor was dead already, or never lived, when the watch began.</summary>
    public bool ExistenceConfirmed { get; }

    /// <summary>True when a whole system became unreachable; never in a single process.</summary>
    public bool AddressTerminated { get; }

    /// <inheritdoc />
    public bool Equals(Terminated? other) =>
        other is not null
        && ActorRef.Equals(other.ActorRef)
        && ExistenceConfirmed == other.ExistenceConfirmed
        && AddressTerminated == other.AddressTerminated;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Terminated);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(ActorRef, ExistenceConfirmed, AddressTerminated);

    /// <inheritdoc />
    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}
