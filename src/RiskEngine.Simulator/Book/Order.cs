namespace RiskEngine.Simulator.Book;

/// <summary>One order as the book remembers it, live or final.</summary>
public sealed record Order
{
    /// <summary>Unsigned 64-bit, above 2^53.</summary>
    public required ulong Id { get; init; }

    /// <summary>Nickname of the account that holds it.</summary>
    public required string Account { get; init; }

    /// <summary>Alias of the key that opened it; null when it was placed by hand on the web site.</summary>
    public required string? Session { get; init; }

    /// <summary>What was asked for.</summary>
    public required OrderTicket Ticket { get; init; }

    /// <summary>When it reached the book.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it left the book, canceled or filled; null while it is live.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Live, canceled or filled.</summary>
    public OrderStatus Status { get; init; } = OrderStatus.Live;

    /// <summary>The wire's <c>reason</c> of a canceled order, such as <c>Requested</c>.</summary>
    public string? CancelReason { get; init; }

    /// <summary>Filled so far, in the base currency; 0 to the ticket's amount.</summary>
    public decimal Executed { get; init; }

    /// <summary>Average price of what is filled; 0 when nothing is.</summary>
    public decimal AveragePrice { get; init; }

    /// <summary>When an accepted cancel takes effect; null when no cancel is on its way.</summary>
    public DateTimeOffset? LeavesBookAt { get; init; }

    /// <summary>What is left to fill, in the base currency.</summary>
    public decimal Remaining => Ticket.Amount - Executed;

    /// <summary>True while it is on the book.</summary>
    public bool IsLive => Status == OrderStatus.Live;
}
