namespace RiskEngine.AkkaCluster;

/// <summary>How high a session's nonces may have gone.</summary>
internal sealed record NonceMark(Nonce UpTo) : IComparable<NonceMark>
{
    public int CompareTo(NonceMark? other) => UpTo.CompareTo(other?.UpTo ?? default);
}
