namespace RiskEngine.Protocol;

/// <summary>What an outcome says nothing of, whatever it proves.</summary>
public enum NotCovered
{
    /// <summary>Positions: what has traded is held, and no cancel closes it.</summary>
    Positions,

    /// <summary>
    /// Orders that nobody has an acknowledgment for, and of a kind that the exchange's lists may not show: at Gemini those of
    /// prediction markets. One that was acknowledged counts until an answer names it as closed.
    /// </summary>
    UnlistedOrders,
}
