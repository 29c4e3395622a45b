namespace RiskEngine.Simulator.Book;

/// <summary>What changes an order.</summary>
/// <param name="At">When.</param>
/// <param name="Request">The number of the request behind it; null for none.</param>
internal readonly record struct Cause(DateTimeOffset At, long? Request = null);
