using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>
/// Finds types named in a configuration. The same text names them under both suppliers of Akka.NET, so the assembly in
/// the name is a hint only: <c>Akka.TestKit.TestScheduler, Akka.TestKit</c> lives elsewhere here.
/// </summary>
internal static class TypeNames
{
    [SuppressMessage("Trimming", "IL2057", Justification = "Names come from the application's configuration.")]
    public static Type? Find(string name)
    {
        if (Type.GetType(name, throwOnError: false) is { } found)
            return found;
        var fullName = name.Split(',')[0].Trim();
        return AppDomain
            .CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(fullName))
            .FirstOrDefault(type => type is not null);
    }
}
