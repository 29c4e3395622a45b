using System.Text.Json;

namespace RiskEngine.Testing;

/// <summary>Payloads of Gemini's with their signatures: published by the exchange, or made by another implementation.</summary>
public static class SigningVectors
{
    /// <summary>The file <c>TestData/vectors.json</c>.</summary>
    public static readonly JsonElement All = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "vectors.json")))
        .RootElement;
}
