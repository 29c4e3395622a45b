namespace RiskEngine.Core;

/// <summary>What a node tells the others of itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where it takes requests from other nodes; null: nowhere.</param>
/// <param name="Sessions">The sessions for which it has credentials, so that it could run their guardians.</param>
public sealed record ClusterNode(NodeName Name, Uri? Address, ValueList<SessionKey> Sessions);
