namespace RiskEngine.Simulator.Book;

/// <summary>What somebody asks to have placed.</summary>
/// <param name="Symbol">Lower-case pair such as <c>btcusd</c>.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Amount">Quantity in the base currency; above zero.</param>
/// <param name="Price">Limit in the quote currency; above zero.</param>
public sealed record OrderTicket(string Symbol, Side Side, decimal Amount, decimal Price)
{
    /// <summary>The order type of a plain limit order.</summary>
    public const string Limit = "exchange limit";

    /// <summary>The order type of a stop-limit order.</summary>
    public const string StopLimit = "exchange stop limit";

    /// <summary>A plain limit order, as official samples write it.</summary>
    public const string ShortLimit = "limit";

    /// <summary>An order that takes what there is, as official samples write it.</summary>
    public const string ShortMarket = "market";

    /// <summary>The side as it was written, where that is not the usual way.</summary>
    public string? SideAsWritten { get; init; }

    /// <summary>The wire's order type, such as <see cref="Limit"/> or <see cref="StopLimit"/>.</summary>
    public string Type { get; init; } = Limit;

    /// <summary>The trigger of a stop-limit order, in the quote currency.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>The client's own id, 1 to 36 characters of <c>[:\-_\.#a-zA-Z0-9]</c>.</summary>
    public string? ClientOrderId { get; init; }

    /// <summary>Whether it is for a prediction market, whose endpoints are its own.</summary>
    public bool IsPrediction { get; init; }

    /// <summary>At most one execution option.</summary>
    public ExecutionOption Option { get; init; }
}
