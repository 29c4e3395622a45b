namespace RiskEngine.Core;

/// <summary>One life of a node in the roster. A later life of the same name takes its place.</summary>
/// <param name="Node">The node.</param>
/// <param name="Life">Counts the lives of that name; 1 or above.</param>
public sealed record Membership(ClusterNode Node, long Life);
