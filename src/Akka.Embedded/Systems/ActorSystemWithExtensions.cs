namespace Akka.Actor;

/// <summary>Getting extensions by type.</summary>
public static class ActorSystemWithExtensions
{
    /// <summary>The system's extension, made by an id of the given type when it has none.</summary>
    public static T WithExtension<T, TI>(this ActorSystem system)
        where T : class, IExtension
        where TI : IExtensionId => system.WithExtension<T>(typeof(TI));

    /// <summary>The system's extension, made by an id of the given type when it has none.</summary>
    public static T WithExtension<T>(this ActorSystem system, Type extensionId)
        where T : class, IExtension =>
        system.GetExtension<T>() ?? (T)system.RegisterExtension((IExtensionId)Activator.CreateInstance(extensionId)!);
}
