namespace RiskEngine.Core;

/// <summary>A wait that an answer asked for before the next request.</summary>
/// <param name="Length">How long; zero or above. Null: it named no time.</param>
public sealed record Pause(TimeSpan? Length);
