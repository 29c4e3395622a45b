namespace RiskEngine.AkkaCluster;

/// <summary>What a node said of itself last.</summary>
/// <param name="Life">Counts the lives of the node's name.</param>
/// <param name="Process">Tells two processes apart that took the same life at once.</param>
/// <param name="Beats">Counts what it said in this life.</param>
/// <param name="HasLeft">Whether it said that it leaves.</param>
/// <param name="Address">Where it takes requests from other nodes; null: nowhere.</param>
/// <param name="Sessions">The sessions that it could run.</param>
internal sealed record RosterEntry(
    long Life,
    string Process,
    long Beats,
    bool HasLeft,
    string? Address,
    ValueList<SessionKey> Sessions
) : IComparable<RosterEntry>
{
    /// <summary>The address of the system that the process is.</summary>
    internal string System => Process[..Process.LastIndexOf('/')];

    internal static RosterEntry Of(Membership membership, string process, long beats, bool hasLeft) =>
        new(membership.Life, process, beats, hasLeft, membership.Node.Address?.AbsoluteUri, membership.Node.Sessions);

    public int CompareTo(RosterEntry? other)
    {
        if (other is null)
            return 1;
        var life = (Life, 0).CompareTo((other.Life, 0));
        if (life == 0)
            life = string.CompareOrdinal(Process, other.Process);
        return life != 0 ? life : (Beats, HasLeft).CompareTo((other.Beats, other.HasLeft));
    }

    internal ClusterNode Node(string name) =>
        new(new NodeName(name), Address is null ? null : new Uri(Address), Sessions);
}
