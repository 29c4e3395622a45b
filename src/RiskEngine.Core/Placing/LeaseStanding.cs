namespace RiskEngine.Core;

/// <summary>What a lease still permits.</summary>
public enum LeaseStanding
{
    /// <summary>It holds. Proves that no other node sends for the session.</summary>
    Held,

    /// <summary>
    /// It has ended by this node's clock, and the store could not be asked. Another node may have the session or not:
    /// orders stop, and cancels pass, since a lost store must never keep orders on the book (I6).
    /// </summary>
    InDoubt,

    /// <summary>It was given back, or another node has the session: nothing is sent any more.</summary>
    FencedOut,
}
