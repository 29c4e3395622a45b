namespace RiskEngine.Simulator.Book;

/// <summary>Where an order stands. Only a live order can change; the other two are final.</summary>
public enum OrderStatus
{
    /// <summary>On the book: <c>is_live</c> is true.</summary>
    Live,

    /// <summary>Taken off the book before it was filled: <c>is_cancelled</c> is true.</summary>
    Canceled,

    /// <summary>Executed in full.</summary>
    Filled,
}
