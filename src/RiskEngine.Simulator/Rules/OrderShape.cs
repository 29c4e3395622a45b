namespace RiskEngine.Simulator.Rules;

/// <summary>How an order is written in answers to order requests.</summary>
public enum OrderShape
{
    /// <summary>With every documented field.</summary>
    Full,

    /// <summary>Without <c>is_live</c> and <c>is_cancelled</c>, as an official sample has it.</summary>
    WithoutIsLive,

    /// <summary>With <c>orderId</c>, a number, and <c>status</c>, as orders of prediction markets are written.</summary>
    Prediction,
}
