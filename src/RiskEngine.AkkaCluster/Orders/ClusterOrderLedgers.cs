namespace RiskEngine.AkkaCluster;

/// <summary>Which memory of open orders a node of an Akka cluster goes by, and what a successor has of it.</summary>
internal static class ClusterOrderLedgers
{
    /// <summary>The memory; null: there is none.</summary>
    /// <param name="store">Where the node's memory is.</param>
    /// <param name="own">What it has for open orders; null: nothing.</param>
    internal static IOrderLedgers? Of(StoreSettings store, IOrderLedgers? own) =>
        (store, own) switch
        {
            (_, null) => null,
            // One database for all nodes: what any of them wrote last is what its successor reads.
            (StoreSettings.Postgres, _) => own,
            (StoreSettings.Sqlite or StoreSettings.Memory, _) => new OrderLedgersOfOneNode(own),
            _ => throw ClosedUnion.Unhandled(store),
        };

    /// <summary>What is lost when a session goes to another node; null: nothing is.</summary>
    internal static string? Warning(IOrderLedgers? ledgers) =>
        ledgers switch
        {
            null =>
                "Open orders are remembered nowhere: a node that takes a session over knows none of its orders, and its "
                    + "cancels wait for guardian.list-lag-limit. store.kind = postgres, shared by the nodes, hands them over.",
            OrderLedgersOfOneNode =>
                "Each node remembers open orders for itself: one that takes a session over from another knows "
                    + "none of its orders, and its cancels wait for guardian.list-lag-limit. store.kind = postgres, shared by the "
                    + "nodes, hands them over.",
            _ => null,
        };
}

/// <summary>
/// What this node alone remembers. Others may have run the session since it was written: its orders are known, and have to be
/// accounted for, and are never taken for all.
/// </summary>
internal sealed class OrderLedgersOfOneNode(IOrderLedgers own) : IOrderLedgers
{
    public async Task<OrderLedgerReading> ReadAsync(SessionKey session, CancellationToken cancellationToken = default)
    {
        var reading = await own.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        return reading is OrderLedgerReading.Known known
            ? known with
            {
                Standing = OrderLedgerStanding.InUse,
            }
            : reading;
    }

    public Task<StoreChange> KeepAsync(
        SessionKey session,
        OrderLedgerChange change,
        CancellationToken cancellationToken = default
    ) => own.KeepAsync(session, change, cancellationToken);
}
