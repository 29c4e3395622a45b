using RiskEngine.Simulator.Faults;

namespace RiskEngine.Host.Drill;

/// <summary>How a drill is run.</summary>
/// <param name="Faults">What the simulated exchange does wrong.</param>
/// <param name="Seed">Decides order ids and faults.</param>
/// <param name="Trading">How long the strategies place orders before the cancel.</param>
/// <param name="Deadline">By when the engagement is reported; null: as configured.</param>
/// <param name="Log">Where the engine's log goes; null: nowhere.</param>
/// <param name="Evidence">The folder that the evidence is written to.</param>
internal sealed record DrillOptions(
    FaultPlan Faults,
    int Seed,
    TimeSpan Trading,
    TimeSpan? Deadline,
    FileInfo? Log,
    DirectoryInfo Evidence
);
