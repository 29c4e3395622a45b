namespace RiskEngine.Simulator.Faults;

/// <summary>What becomes of an answer on its way to the caller.</summary>
public enum Delivery
{
    /// <summary>It arrives.</summary>
    Sent,

    /// <summary>The connection is closed in good order without a byte of it.</summary>
    Closed,

    /// <summary>The connection is reset without a byte of it.</summary>
    Reset,

    /// <summary>The connection stays open and nothing ever comes.</summary>
    Never,

    /// <summary>Half of the body arrives, then the connection is closed.</summary>
    Truncated,
}
