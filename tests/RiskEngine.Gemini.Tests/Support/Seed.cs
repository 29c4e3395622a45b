using System.Globalization;
using Xunit.Abstractions;

namespace RiskEngine.Gemini.Tests;

/// <summary>A random source whose seed is printed, and taken back from RISKENGINE_TEST_SEED.</summary>
internal static class Seed
{
    internal static Random Random(ITestOutputHelper output)
    {
        var seed = int.Parse(
            Environment.GetEnvironmentVariable("RISKENGINE_TEST_SEED") ?? "20250102",
            CultureInfo.InvariantCulture
        );
        output.WriteLine($"RISKENGINE_TEST_SEED={seed}");
        return new Random(seed);
    }
}
