namespace RiskEngine.Host.Drill;

/// <summary>What is known of a drill beside what its sessions went through.</summary>
/// <param name="Scene">What it was played against.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it was over.</param>
internal sealed record DrillFacts(IDrillScene Scene, DateTimeOffset StartedAt, DateTimeOffset EndedAt);
