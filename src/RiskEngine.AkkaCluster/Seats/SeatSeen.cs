namespace RiskEngine.AkkaCluster;

/// <summary>A lease of a session, as its seat showed it to a node.</summary>
internal sealed record SeatSeen(FencingToken Token, long Stamp);
