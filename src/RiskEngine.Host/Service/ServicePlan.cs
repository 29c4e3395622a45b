using RiskEngine.Host.Access;
using RiskEngine.Simulator;

namespace RiskEngine.Host.Service;

/// <summary>All that a service runs with.</summary>
/// <param name="Settings">The engine's settings and its own.</param>
/// <param name="Operators">Who may use it.</param>
/// <param name="Simulator">The exchange that it runs against; null: a real one. Stays the caller's to stop.</param>
/// <param name="Time">Both clocks.</param>
internal sealed record ServicePlan(
    RiskEngineSettings Settings,
    Operators Operators,
    GeminiSimulator? Simulator,
    TimeProvider Time
);
