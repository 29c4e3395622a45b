namespace RiskEngine.Core;

/// <summary>Who has a session's lease by the store's word.</summary>
/// <param name="Session">The session.</param>
/// <param name="Node">The node that runs its guardian.</param>
/// <param name="Token">Which of the session's leases it is.</param>
public sealed record SessionHolder(SessionKey Session, NodeName Node, FencingToken Token);
