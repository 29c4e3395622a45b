namespace RiskEngine.Simulator.Book;

/// <summary>What happened to an order.</summary>
public enum OrderChange
{
    /// <summary>It reached the book and is live.</summary>
    Opened,

    /// <summary>Part of it was executed; it stays live.</summary>
    PartiallyFilled,

    /// <summary>The last of it was executed; it is final.</summary>
    Filled,

    /// <summary>It was taken off the book, or refused a place on it; it is final.</summary>
    Canceled,
}
