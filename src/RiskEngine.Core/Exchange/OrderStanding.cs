namespace RiskEngine.Core;

/// <summary>How an order stood when an answer of the exchange named it.</summary>
public enum OrderStanding
{
    /// <summary>The answer names the order and does not say. Treat it as live: an id in an accepted answer is an order.</summary>
    Unknown,

    /// <summary>It may trade.</summary>
    Live,

    /// <summary>Closed by a cancel; a part may have traded before.</summary>
    Canceled,

    /// <summary>Closed by trading in full. No cancel took it.</summary>
    Filled,

    /// <summary>Closed, and the answer does not say by what.</summary>
    Closed,
}
