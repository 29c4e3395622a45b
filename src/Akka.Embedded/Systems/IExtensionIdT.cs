namespace Akka.Actor;

/// <summary>Knows how to make an extension of a type.</summary>
public interface IExtensionId<out T> : IExtensionId
    where T : IExtension
{
    /// <summary>The system's extension; created when it has none.</summary>
    new T Apply(ActorSystem system);

    /// <summary>The system's extension; created when it has none.</summary>
    new T Get(ActorSystem system);

    /// <summary>Makes an extension; called once a system.</summary>
    new T CreateExtension(ExtendedActorSystem system);
}
