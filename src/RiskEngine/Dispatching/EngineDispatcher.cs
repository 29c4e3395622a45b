namespace RiskEngine;

/// <summary>The threads of the engine's own that its actors run on.</summary>
internal static class EngineDispatcher
{
    internal const string Id = "risk-engine.guardian-dispatcher";
}
