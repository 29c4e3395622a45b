namespace RiskEngine.Protocol;

/// <summary>
/// Published when an order turns out to be live whose request left before a cancel that was answered meanwhile, or before
/// an engagement that holds. The guardian cancels it by itself until an answer says that it is closed.
/// </summary>
/// <remarks>
/// Proves that the exchange had the order live when it said so. Such an order was not known when the cancel was answered:
/// its own request had not been answered yet.
/// </remarks>
/// <param name="Session">The session.</param>
/// <param name="Order">The order.</param>
/// <param name="Strategy">Whose it is; null: it was found in the list of open orders.</param>
public sealed record LateOrder(SessionKey Session, OrderId Order, StrategyId? Strategy) : ISessionMessage
{
    /// <summary>What else is known of it.</summary>
    public OrderTerms Terms
    {
        get;
        // A message of an earlier build has no such member, which its reader gives as null.
        init => field = value ?? OrderTerms.None;
    } = OrderTerms.None;
}
