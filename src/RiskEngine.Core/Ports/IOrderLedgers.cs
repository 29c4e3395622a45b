namespace RiskEngine.Core;

/// <summary>Remembers which orders of a session are open, over restarts and from one node to the next.</summary>
/// <remarks>
/// Written behind: what a killed process had learned within the last moments may be missing. That is why a successor
/// takes the orders for all of them only where its predecessor stopped in order.
/// </remarks>
public interface IOrderLedgers
{
    /// <summary>Reads what is remembered of a session.</summary>
    Task<OrderLedgerReading> ReadAsync(SessionKey session, CancellationToken cancellationToken = default);

    /// <summary>Applies a change: all of it, or nothing.</summary>
    /// <param name="session">The session.</param>
    /// <param name="change">What is open and closed since the last one; applied twice it means the same.</param>
    /// <param name="cancellationToken">Gives up waiting; whether the change was kept is then not known.</param>
    Task<StoreChange> KeepAsync(
        SessionKey session,
        OrderLedgerChange change,
        CancellationToken cancellationToken = default
    );
}

/// <summary>What reading a session's orders came to.</summary>
public abstract record OrderLedgerReading
{
    private OrderLedgerReading() { }

    /// <summary>The store was read.</summary>
    /// <param name="Orders">The orders that were open when it was last written.</param>
    /// <param name="Standing">What can be said of the others.</param>
    public sealed record Known(ValueList<KeptOrder> Orders, OrderLedgerStanding Standing) : OrderLedgerReading;

    /// <summary>The store could not be read.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : OrderLedgerReading;
}

/// <summary>What a session's remembered orders leave out.</summary>
public enum OrderLedgerStanding
{
    /// <summary>
    /// Nobody has written yet, or a process that wrote has not stopped in order, or requests of its were still out: orders
    /// may be missing, and more may land.
    /// </summary>
    InUse,

    /// <summary>The last process stopped in order, and orders may be open that nobody had named to it.</summary>
    StoppedInDoubt,

    /// <summary>The last process stopped in order, and knew every order of the session.</summary>
    StoppedWhole,
}

/// <summary>An order that was open.</summary>
/// <param name="Id">The order.</param>
/// <param name="Strategy">Whose it is; null: not known.</param>
public sealed record KeptOrder(OrderId Id, StrategyId? Strategy)
{
    /// <summary>What else was known of it when it was last written.</summary>
    public OrderTerms Terms { get; init; } = OrderTerms.None;
}

/// <summary>What changed of a session's orders.</summary>
/// <param name="Opened">Orders that are open from now on; one may have been open before.</param>
/// <param name="Closed">Orders that are closed; one may not be remembered.</param>
/// <param name="Standing">What the orders leave out from now on.</param>
public sealed record OrderLedgerChange(
    ValueList<KeptOrder> Opened,
    ValueList<OrderId> Closed,
    OrderLedgerStanding Standing
);
