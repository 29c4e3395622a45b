namespace Akka.Actor;

/// <summary>What extensions may do with a system beyond what the application may.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    private protected ExtendedActorSystem() { }

    /// <summary>Creates an actor that outlives those of the application.</summary>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);
}
