namespace RiskEngine.Core;

/// <summary>Lists the nodes of a cluster that are live.</summary>
/// <remarks>
/// Being listed gives no right: only a lease does. Whatever a store may do is an answer; a task that fails means a
/// defect.
/// </remarks>
public interface INodeRoster
{
    /// <summary>Enters a node. An earlier life of the same name is replaced, so that a node that crashed need not wait for its own ghost.</summary>
    Task<RosterJoin> JoinAsync(ClusterNode node, CancellationToken cancellationToken = default);

    /// <summary>Says that the node lives, and reads who else does.</summary>
    Task<RosterBeat> BeatAsync(Membership membership, CancellationToken cancellationToken = default);

    /// <summary>Takes the node off the list at once. One that was replaced already stays so.</summary>
    Task<StoreChange> LeaveAsync(Membership membership, CancellationToken cancellationToken = default);
}
