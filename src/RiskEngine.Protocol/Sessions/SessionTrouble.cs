namespace RiskEngine.Protocol;

/// <summary>One thing that keeps a session from its work, as it was last seen.</summary>
/// <param name="Kind">What.</param>
/// <param name="Said">What came instead, in the words of whoever answered.</param>
public sealed record SessionTrouble(SessionTroubleKind Kind, ExchangeReason Said);
