namespace RiskEngine.Host.Drill;

/// <summary>What a simulated exchange counted.</summary>
/// <param name="Received">Signed requests that arrived.</param>
/// <param name="Executed">Those that it carried out.</param>
internal sealed record DrillTraffic(int Received, int Executed);
