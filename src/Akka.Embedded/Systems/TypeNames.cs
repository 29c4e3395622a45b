using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>
/// Finds types named in a configuration. The same text names them under both suppliers of Akka.NET, so the assembly in
/// the name is a hint only: <c>Akka.TestKit.TestScheduler, Akka.TestKit</c> lives elsewhere here.
/// </summary>
internal static class TypeNames
{
    /// <summary>An object of the type that a setting names.</summary>
    /// <exception cref="ConfigurationException">There is no such type.</exception>
    public static T Create<T>(string setting, string? typeName, params object?[] arguments) =>
        (T)Activator.CreateInstance(Find(setting, typeName), arguments)!;

    /// <exception cref="ConfigurationException">There is no such type.</exception>
    [SuppressMessage("Trimming", "IL2057", Justification = "Names come from the application's configuration.")]
    public static Type Find(string setting, string? typeName)
    {
        if (string.IsNullOrEmpty(typeName))
            throw new ConfigurationException($"[{setting}] is empty: it has to name a type.");
        var fullName = typeName.Split(',')[0].Trim();
        return Type.GetType(typeName, throwOnError: false)
            ?? AppDomain
                .CurrentDomain.GetAssemblies()
                .Select(assembly => assembly.GetType(fullName))
                .FirstOrDefault(type => type is not null)
            ?? throw new ConfigurationException($"[{setting}] names the type [{typeName}], which cannot be found.");
    }
}
