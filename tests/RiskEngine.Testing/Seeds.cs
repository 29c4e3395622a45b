using System.Globalization;

namespace RiskEngine.Testing;

/// <summary>
/// The seeds of every random test: the same ones in each run, so that none differs from the last by chance, unless
/// <c>RISKENGINE_SEED</c> names the one to replay.
/// </summary>
public static class Seeds
{
    private const string Variable = "RISKENGINE_SEED";

    /// <summary>Whether one was named: a single story need not show all that many do.</summary>
    public static bool IsReplay => Given is not null;

    private static int? Given =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;

    public static int Or(int usual) => Given ?? usual;

    public static IEnumerable<int> From(int first, int count) =>
        Given is { } seed ? [seed] : Enumerable.Range(first, count);

    /// <summary>What a failure says, so that it can be seen again.</summary>
    public static string Replay(int seed) => $"{Variable}={seed}";

    /// <summary>Runs once a seed; a failure names the seed and how to replay it.</summary>
    public static void Run(IEnumerable<int> seeds, Action<int> run)
    {
        foreach (var seed in seeds)
            try
            {
                run(seed);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed} failed; replay it with {Replay(seed)}.", failure);
            }
    }
}
