using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>What an endpoint works with: an admitted request and the state it may change.</summary>
internal sealed record Call(Session Session, decimal? Nonce, Payload Payload, OrderBook Book, DateTimeOffset Now)
{
    public required Switches Switches { get; init; }

    public required OrderIds Ids { get; init; }

    /// <summary>The account's funds in the quote currency; null for no limit.</summary>
    public required decimal? Funds { get; init; }

    /// <summary>The number of the request.</summary>
    public required long Number { get; init; }

    /// <summary>What the fault plan does to it.</summary>
    public required FaultDecision Faults { get; init; }

    /// <summary>What stands behind every change of the book that the request makes.</summary>
    public Cause Cause => new(Now, Number);

    /// <summary>The book as the request sees it.</summary>
    public BookView View => new(Book, Faults.Sight, Now, Switches.Predictions);

    /// <summary>How an order is written in the answer to an order request.</summary>
    public OrderShape Shape => Faults.Shape ?? Switches.OrderShape;

    /// <summary>Executes what the fault plan wants executed of an order, at once or later; the order as it stands then.</summary>
    public Order FillAsPlanned(Order order)
    {
        if (Faults.Fill is not { } fill)
            return order;
        Book.FillAt(order.Id, fill.Share, Now + fill.After, Number);
        Book.Settle(Now);
        return Book.Find(order.Id) ?? order;
    }
}
