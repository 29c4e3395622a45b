using System.Globalization;

namespace RiskEngine.Core.Tests;

/// <summary>
/// The seeds of the random tests: always the same ones, so that no run differs from the last by chance.
/// <c>RISKENGINE_SEED</c> replays one.
/// </summary>
internal static class Seeds
{
    internal const string Variable = "RISKENGINE_SEED";

    internal static IEnumerable<int> From(int first, int count) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
            ? [int.Parse(text, CultureInfo.InvariantCulture)]
            : Enumerable.Range(first, count);

    /// <summary>Runs once a seed; a failure names the seed and how to replay it.</summary>
    internal static void Run(IEnumerable<int> seeds, Action<int> run)
    {
        foreach (var seed in seeds)
            try
            {
                run(seed);
            }
            catch (Exception failure)
            {
                throw new ShouldAssertException($"Seed {seed} failed; replay it with {Variable}={seed}.", failure);
            }
    }
}
