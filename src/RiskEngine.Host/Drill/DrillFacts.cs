namespace RiskEngine.Host.Drill;

/// <summary>What is known of a drill beside what its sessions went through.</summary>
/// <param name="Options">How it was run.</param>
/// <param name="Settings">The engine's settings.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it was over.</param>
internal sealed record DrillFacts(
    DrillOptions Options,
    RiskEngineSettings Settings,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt
);
