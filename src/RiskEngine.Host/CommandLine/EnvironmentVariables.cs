using System.Collections;

namespace RiskEngine.Host.CommandLine;

/// <summary>The process's environment.</summary>
internal static class EnvironmentVariables
{
    internal static Dictionary<string, string> All() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(one => (string)one.Key, one => (string?)one.Value ?? "", StringComparer.Ordinal);
}
