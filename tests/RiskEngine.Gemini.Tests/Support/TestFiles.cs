namespace RiskEngine.Gemini.Tests;

/// <summary>Venue payloads, as the exchange writes them.</summary>
internal static class TestFiles
{
    internal static string Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", name));
}
