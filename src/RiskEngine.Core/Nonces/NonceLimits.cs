namespace RiskEngine.Core;

/// <summary>How far nonces may run ahead of the exchange's clock.</summary>
/// <param name="MaxLead">The most that any nonce may lead; on a time-based key below the exchange's window of 30 s.</param>
/// <param name="OrderLead">The most that an order's nonce may lead; what is left above it is kept for cancels.</param>
public sealed record NonceLimits(TimeSpan MaxLead, TimeSpan OrderLead);
