namespace RiskEngine.Protocol;

/// <summary>Why a session is halted: who engaged the kill switch, when in the order of engagements, and what for.</summary>
/// <param name="Epoch">The engagement's number; a reset names it.</param>
/// <param name="By">Who engaged.</param>
/// <param name="Reason">Why.</param>
public sealed record Engagement(Epoch Epoch, RequestedBy By, Reason Reason);
