namespace RiskEngine.Core;

/// <summary>What passing messages on obeys.</summary>
/// <param name="Most">How many cancels may wait for other nodes at once, and as many of everything else.</param>
/// <param name="DefaultDeadline">How long a cancel is worked on whose sender named no deadline.</param>
/// <param name="LongestDeadline">The longest deadline that a sender may name.</param>
/// <param name="RequestPatience">How long the answer to a private request may take.</param>
/// <param name="QuickPatience">How long the answer to everything else may take.</param>
/// <param name="LookAgain">The pause before a cancel is sent to the same node again.</param>
public sealed record PassingLimits(
    int Most,
    TimeSpan DefaultDeadline,
    TimeSpan LongestDeadline,
    TimeSpan RequestPatience,
    TimeSpan QuickPatience,
    TimeSpan LookAgain
);
