namespace RiskEngine.Simulator.Rules;

/// <summary>What the exchange says with <c>cancelledOrders</c>.</summary>
public enum CancelMeaning
{
    /// <summary>The orders are off the book when the answer leaves.</summary>
    OffTheBook,

    /// <summary>The cancel was accepted; the orders stay live for <see cref="Switches.CancelSettles"/>.</summary>
    Accepted,
}
