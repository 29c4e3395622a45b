namespace RiskEngine.Core;

/// <summary>The right of one node to run a session's guardian, for a while (I9).</summary>
/// <remarks>
/// It ends by itself on this machine's running clock, so a node that can reach nobody knows when to stop. Nobody else is
/// granted the session before that moment has passed, unless the lease was given back.
/// </remarks>
/// <param name="Session">The session.</param>
/// <param name="Token">Which of the session's leases it is.</param>
/// <param name="EndsAt">When it ends, on the running clock of the node that holds it.</param>
public sealed record SessionLease(SessionKey Session, FencingToken Token, TimeSpan EndsAt)
{
    /// <summary>Whether the lease holds.</summary>
    /// <param name="running">Now, on the running clock.</param>
    public bool HoldsAt(TimeSpan running) => running < EndsAt;
}
