namespace RiskEngine.Storage;

/// <summary>A session's orders as the columns of a table: these words are for ever.</summary>
internal static class OrderLedgerText
{
    internal static string Of(OrderLedgerStanding standing) =>
        standing switch
        {
            OrderLedgerStanding.InUse => "in-use",
            OrderLedgerStanding.StoppedInDoubt => "stopped-in-doubt",
            OrderLedgerStanding.StoppedWhole => "stopped-whole",
        };

    internal static OrderLedgerStanding Standing(string text) =>
        text switch
        {
            "in-use" => OrderLedgerStanding.InUse,
            "stopped-in-doubt" => OrderLedgerStanding.StoppedInDoubt,
            "stopped-whole" => OrderLedgerStanding.StoppedWhole,
            _ => throw new StoreException(StoreFault.Corrupt, "order_ledger has a standing that nobody knows."),
        };

    internal static KeptOrder Order(string id, string? strategy, string? terms)
    {
        try
        {
            return new KeptOrder(new OrderId(id), strategy is null ? null : new StrategyId(strategy))
            {
                Terms = OrderTermsText.Read(terms),
            };
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            throw new StoreException(StoreFault.Corrupt, "open_order has a row that is no order.");
        }
    }
}
