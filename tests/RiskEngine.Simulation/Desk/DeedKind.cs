namespace RiskEngine.Simulation.Desk;

/// <summary>What strategies do.</summary>
internal enum DeedKind
{
    /// <summary>Places an order through the guardian.</summary>
    Order,

    /// <summary>Cancels the session.</summary>
    Cancel,

    /// <summary>Leases a nonce, and uses it for nothing.</summary>
    Lease,
}
