using System.Globalization;

namespace RiskEngine.Storage.Tests;

/// <summary>
/// The seeds of the random tests: always the same ones, so that no run differs from the last by chance.
/// <c>RISKENGINE_SEED</c> replays one.
/// </summary>
internal static class Seeds
{
    internal const string Variable = "RISKENGINE_SEED";

    internal static int Or(int usual) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : usual;

    /// <summary>What a failure says, so that it can be seen again.</summary>
    internal static string Replay(int seed, string what) => $"{what}; replay with {Variable}={seed}";
}
