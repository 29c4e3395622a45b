namespace Akka.Actor;

/// <summary>Knows how to make an extension.</summary>
public interface IExtensionId
{
    /// <summary>The extension's class.</summary>
    Type ExtensionType { get; }

    /// <summary>The system's extension; created when it has none.</summary>
    object Apply(ActorSystem system);

    /// <summary>The system's extension; created when it has none.</summary>
    object Get(ActorSystem system);

    /// <summary>Makes an extension; called once a system.</summary>
    object CreateExtension(ExtendedActorSystem system);
}
