namespace RiskEngine.Protocol;

/// <summary>x <see cref="Value"/></summary>
public readonly record struct OrderId(ulong Value);
