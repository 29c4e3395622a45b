using Akka.Event;

namespace Akka.Actor;

/// <summary>A message that the runtime handles itself; the actor does not see it.</summary>
public interface IAutoReceivedMessage;

/// <summary>A message that would be dangerous from an untrusted system.</summary>
public interface IPossiblyHarmful;

/// <summary>A message that does not restart the receive timeout.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>A message that never leaves the process.</summary>
public interface INoSerializationVerificationNeeded;

/// <summary>A message around another.</summary>
public interface IWrappedMessage
{
    /// <summary>The message inside.</summary>
    object Message { get; }
}

/// <summary>Stops the actor after the messages before it.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression
{
    private PoisonPill() { }

    /// <summary>The only instance.</summary>
    public static PoisonPill Instance { get; } = new();

    /// <inheritdoc />
    public override string ToString() => "<PoisonPill>";
}

/// <summary>Makes the actor fail with <see cref="ActorKilledException"/>, which its supervisor then decides about.</summary>
public sealed class Kill : IAutoReceivedMessage
{
    private Kill() { }

    /// <summary>The only instance.</summary>
    public static Kill Instance { get; } = new();

    /// <inheritdoc />
    public override string ToString() => "<Kill>";
}

/// <summary>Sent to an actor that got no message for as long as it asked for.</summary>
public class ReceiveTimeout : IPossiblyHarmful
{
    private ReceiveTimeout() { }

    /// <summary>The only instance.</summary>
    public static ReceiveTimeout Instance { get; } = new();
}

/// <summary>Asks who lives at a path; every actor answers with an <see cref="ActorIdentity"/>.</summary>
public sealed class Identify : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    /// <summary>Creates the question.</summary>
    public Identify(object? messageId) => MessageId = messageId!;

    /// <summary>Comes back in the answer.</summary>
    public object MessageId { get; }

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Identify other && Equals(MessageId, other.MessageId);

    /// <inheritdoc />
    public override int GetHashCode() => MessageId?.GetHashCode() ?? 0;

    /// <inheritdoc />
    public override string ToString() => $"<Identify>: {MessageId}";
}

/// <summary>The answer to <see cref="Identify"/>.</summary>
public sealed class ActorIdentity
{
    /// <summary>Creates the answer.</summary>
    public ActorIdentity(object? messageId, IActorRef? subject)
    {
        MessageId = messageId!;
        Subject = subject;
    }

    /// <summary>What the question carried.</summary>
    public object MessageId { get; }

    /// <summary>The actor, or null when nobody lives there.</summary>
    public IActorRef? Subject { get; }

    /// <inheritdoc />
    public override bool Equals(object? obj) =>
        obj is ActorIdentity other && Equals(MessageId, other.MessageId) && Equals(Subject, other.Subject);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(MessageId, Subject);

    /// <inheritdoc />
    public override string ToString() => $"<ActorIdentity>: {Subject} - MessageId={MessageId}";
}
