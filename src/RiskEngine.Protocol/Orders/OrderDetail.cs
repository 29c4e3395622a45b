namespace RiskEngine.Protocol;

/// <summary>One order, and what is known of it.</summary>
/// <param name="Id">The order.</param>
/// <param name="Strategy">Whose it is; null: not known.</param>
/// <param name="Terms">What else is known.</param>
public sealed record OrderDetail(OrderId Id, StrategyId? Strategy, OrderTerms Terms);
