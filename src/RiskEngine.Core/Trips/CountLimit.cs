namespace RiskEngine.Core;

/// <summary>So often within a time, and no more.</summary>
/// <param name="Most">The count that is too many; above zero.</param>
/// <param name="Within">The time in which is counted.</param>
public sealed record CountLimit(int Most, TimeSpan Within);
