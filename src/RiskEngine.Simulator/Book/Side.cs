namespace RiskEngine.Simulator.Book;

/// <summary>Which way an order trades.</summary>
public enum Side
{
    /// <summary>Written <c>buy</c> on the wire.</summary>
    Buy,

    /// <summary>Written <c>sell</c> on the wire.</summary>
    Sell,
}
