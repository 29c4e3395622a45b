namespace Akka.Actor;

/// <summary>The root of a system's tree.</summary>
public sealed class RootActorPath : ActorPath
{
    /// <summary>Creates the root path of a system.</summary>
    public RootActorPath(Address address, string name = "")
        : base(address, null, name.Length == 0 ? "/" : name, 0) { }
}
