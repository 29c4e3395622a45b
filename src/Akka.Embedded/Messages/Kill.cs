namespace Akka.Actor;

/// <summary>Makes the actor fail with <see cref="ActorKilledException"/>, which its supervisor then decides about.</summary>
public sealed class Kill : IAutoReceivedMessage
{
    private Kill() { }

    /// <summary>The only instance.</summary>
    public static Kill Instance { get; } = new();

    /// <inheritdoc />
    public override string ToString() => "<Kill>";
}
