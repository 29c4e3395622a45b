namespace RiskEngine.AkkaCluster;

/// <summary>The latest lease of a session, as a majority of the nodes knows it.</summary>
/// <param name="Token">Which of the session's leases.</param>
/// <param name="Node">Whose.</param>
/// <param name="IsGivenBack">Whether its holder has given it back.</param>
internal sealed record SeatGrant(FencingToken Token, NodeName Node, bool IsGivenBack) : IComparable<SeatGrant>
{
    public int CompareTo(SeatGrant? other) =>
        other is null ? 1 : (Token.Value, IsGivenBack).CompareTo((other.Token.Value, other.IsGivenBack));
}
