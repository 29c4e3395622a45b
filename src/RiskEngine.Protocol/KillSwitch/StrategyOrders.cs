namespace RiskEngine.Protocol;

/// <summary>What became of one strategy's orders in one session, after its order entry was closed there.</summary>
/// <remarks>
/// Only orders are meant that are known to be the strategy's: those that its own requests placed through the guardian, kept
/// over restarts. Each is canceled by itself, by its id. Every other order of the session stays.
/// </remarks>
public sealed record StrategyOrders
{
    /// <summary>The session knows no order of the strategy.</summary>
    public static readonly StrategyOrders None = new();

    /// <summary>Orders that an answer names as canceled.</summary>
    public ValueList<OrderId> Canceled
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Orders that an answer shows to be filled.</summary>
    public ValueList<OrderId> Filled
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Orders that are not live any more; nobody said how they ended.</summary>
    public ValueList<OrderId> Gone
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Orders that were seen open last: cancel them by hand.</summary>
    public ValueList<OrderId> Open
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Orders that nothing has shown to be closed: assume that they are live.</summary>
    public ValueList<OrderId> Unaccounted
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Open orders of the session of which nobody knows whose they are; they were not canceled.</summary>
    public ValueList<OrderId> OfUnknownStrategy
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Requests of the strategy that may have placed an order, and whose answers were lost; zero or more.</summary>
    public int Unanswered { get; init; }

    /// <summary>Known open orders of the session that are other strategies': they stay, since nobody asked for them; zero or more.</summary>
    public int Others { get; init; }

    /// <summary>Whether no order of the strategy can be open that it placed through this guardian.</summary>
    public bool IsProven =>
        Open.Total == 0 && Unaccounted.Total == 0 && OfUnknownStrategy.Total == 0 && Unanswered == 0;
}
