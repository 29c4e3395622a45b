namespace RiskEngine.Host.Access;

/// <summary>Marks the route between nodes, which takes the cluster's token and no person's.</summary>
internal sealed record FromPeer
{
    internal static readonly FromPeer Route = new();

    private FromPeer() { }
}
