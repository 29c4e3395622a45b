namespace RiskEngine.Core;

/// <summary>What an exchange offers beyond what every guardian needs.</summary>
/// <param name="ListsAreWhole">
/// Whether a list of open orders that shows an order, or names it as gone, knows every order that was acknowledged before
/// that one's request left. Only of the orders that <see cref="ListsKnow"/> tells.
/// </param>
/// <param name="OrderHistory">Whether <see cref="ExchangeRequest.ReadOrderHistory"/> may be asked.</param>
public sealed record ExchangeCapabilities(bool OrderHistory, bool ListsAreWhole)
{
    /// <summary>Nothing beyond.</summary>
    public static readonly ExchangeCapabilities None = new(OrderHistory: false, ListsAreWhole: false);

    /// <summary>
    /// Whether the lists of open orders show the orders that were entered through an endpoint, and questions for one order know
    /// them; null: nobody told how they were entered. Of one that they may leave out neither a list nor "order not found" says
    /// that it is closed: only an answer that names it does. By default they know every order.
    /// </summary>
    public Func<PrivateEndpoint?, bool> ListsKnow { get; init; } = EveryOrder;

    /// <summary>
    /// The name under which a strategy's request places an order, by which the exchange can be asked for it when the answer is
    /// lost; null: it places none, or not under a name. By default no request has one.
    /// </summary>
    public Func<ExchangeRequest.SendPrivate, ClientOrderId?> NameOf { get; init; } = Nameless;

    private static bool EveryOrder(PrivateEndpoint? enteredBy) => true;

    private static ClientOrderId? Nameless(ExchangeRequest.SendPrivate request) => null;
}
