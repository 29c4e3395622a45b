namespace RiskEngine.Simulator.Rules;

/// <summary>What <c>/v1/orders/history</c> answers with.</summary>
public enum OrderHistory
{
    /// <summary>Nothing: there is no such endpoint.</summary>
    Off,

    /// <summary>An array of orders.</summary>
    Array,

    /// <summary>An object with an array <c>orders</c>.</summary>
    Wrapped,
}

/// <summary>How much of the history one answer has.</summary>
public enum HistoryPaging
{
    /// <summary><c>limit_orders</c>, 50 unless it is said and 500 at most, from <c>timestamp</c> on.</summary>
    Limit,

    /// <summary>All of it, whatever the request says.</summary>
    None,
}
