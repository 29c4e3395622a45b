namespace RiskEngine;

/// <summary>What the nodes of a cluster share, besides the memory that every engine has.</summary>
/// <param name="Leases">Who may run which session's guardian. One instance a life of the node.</param>
/// <param name="Roster">Who lives.</param>
/// <param name="Changes">Tells of new kill-switch records at once; null: they are found by reading.</param>
/// <param name="Peers">Carries messages to other nodes; null: each is on its own.</param>
/// <param name="Survivor">Says which side of a broken network goes on; null: a majority of the nodes.</param>
public sealed record ClusterPorts(
    ISessionLeases Leases,
    INodeRoster Roster,
    IKillSwitchChanges? Changes = null,
    IPeers? Peers = null,
    ISurvivorLease? Survivor = null
);
