namespace Akka.Actor;

/// <summary>Asks who lives at a path; every actor answers with an <see cref="ActorIdentity"/>.</summary>
public sealed class Identify(object? messageId) : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    /// <summary>Comes back in the answer.</summary>
    public object MessageId => messageId!;

    /// <inheritdoc />
    public override string ToString() => $"<Identify>: {messageId}";
}

/// <summary>The answer to <see cref="Identify"/>.</summary>
public sealed class ActorIdentity(object? messageId, IActorRef? subject)
{
    /// <summary>What the question carried.</summary>
    public object MessageId => messageId!;

    /// <summary>The actor, or null when nobody lives there.</summary>
    public IActorRef? Subject => subject;

    /// <inheritdoc />
    public override string ToString() => $"<ActorIdentity>: {subject} - MessageId={messageId}";
}
