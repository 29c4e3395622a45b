namespace RiskEngine.Core;

/// <summary>Which way a request takes. Lanes share no connection, so none waits behind another.</summary>
public enum Lane
{
    /// <summary>Cancels, and the reads that prove them.</summary>
    Cancel,

    /// <summary>Everything else.</summary>
    Order,
}
