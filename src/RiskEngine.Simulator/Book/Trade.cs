namespace RiskEngine.Simulator.Book;

/// <summary>One execution of an order.</summary>
/// <param name="Id">The exchange's number for it: rising, unique on the account.</param>
/// <param name="At">When it happened.</param>
/// <param name="Order">The order as it stood after it.</param>
/// <param name="Amount">In the base currency; above zero.</param>
/// <param name="Price">In the quote currency; above zero.</param>
internal sealed record Trade(long Id, DateTimeOffset At, Order Order, decimal Amount, decimal Price);
