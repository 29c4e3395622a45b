namespace RiskEngine;

/// <summary>Who lives and who runs which session, as this node heard it last? Answered with a <see cref="ClusterView"/>.</summary>
public sealed record GetClusterView
{
    /// <summary>The one such query.</summary>
    public static readonly GetClusterView Instance = new();

    private GetClusterView() { }
}
