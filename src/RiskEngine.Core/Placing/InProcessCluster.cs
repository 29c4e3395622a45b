namespace RiskEngine.Core;

/// <summary>A cluster whose nodes live in one process: the leases and the roster that they share. For tests and simulations.</summary>
/// <param name="terms">How long nodes trust what they last heard.</param>
/// <param name="time">The clock of all of them.</param>
public sealed class InProcessCluster(ClusterTerms terms, TimeProvider time) : INodeRoster
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SessionKey, Grant> _grants = [];
    private readonly Dictionary<NodeName, Entry> _nodes = [];

    /// <summary>The leases as one life of a node sees them.</summary>
    public ISessionLeases LeasesOf(NodeName node) => new Leases(this, node);

    /// <inheritdoc/>
    public Task<RosterJoin> JoinAsync(ClusterNode node, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        lock (_gate)
        {
            var life = _nodes.TryGetValue(node.Name, out var earlier) ? earlier.Membership.Life + 1 : 1;
            var membership = new Membership(node, life);
            _nodes[node.Name] = new Entry(membership, Running, false);
            return Task.FromResult<RosterJoin>(new RosterJoin.Joined(membership));
        }
    }

    /// <inheritdoc/>
    public Task<RosterBeat> BeatAsync(Membership membership, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(membership);
        lock (_gate)
        {
            if (!IsCurrent(membership))
                return Task.FromResult<RosterBeat>(new RosterBeat.Replaced());
            _nodes[membership.Node.Name] = new Entry(membership, Running, false);
            return Task.FromResult<RosterBeat>(new RosterBeat.Heard(Live()));
        }
    }

    /// <inheritdoc/>
    public Task<StoreChange> LeaveAsync(Membership membership, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(membership);
        lock (_gate)
        {
            if (IsCurrent(membership))
                _nodes[membership.Node.Name] = _nodes[membership.Node.Name] with { HasLeft = true };
            return Task.FromResult<StoreChange>(new StoreChange.Kept());
        }
    }

    private TimeSpan Running => Moment.Of(time).Running;

    private bool IsCurrent(Membership membership) =>
        _nodes.TryGetValue(membership.Node.Name, out var entry) && entry.Membership.Life == membership.Life;

    private ValueList<ClusterNode> Live() =>
        _nodes
            .Values.Where(x => !x.HasLeft && Running - x.SeenAt < terms.SilenceLimit)
            .Select(x => x.Membership.Node)
            .OrderBy(x => x.Name.Value, StringComparer.Ordinal)
            .ToValueList();

    private sealed record Entry(Membership Membership, TimeSpan SeenAt, bool HasLeft);

    /// <summary>A session's latest lease; null in <see cref="KeptUntil"/>: it was given back.</summary>
    private sealed record Grant(NodeName Node, FencingToken Token, TimeSpan? KeptUntil, long Renewals);

    private sealed class Leases(InProcessCluster cluster, NodeName node) : ISessionLeases
    {
        public Task<LeaseAcquisition> AcquireAsync(
            SessionKey session,
            SeenLease? ended,
            CancellationToken cancellationToken
        )
        {
            ArgumentNullException.ThrowIfNull(session);
            lock (cluster._gate)
            {
                var earlier = cluster._grants.GetValueOrDefault(session);
                if (earlier?.KeptUntil is { } end && (end > cluster.Running || ended != Seen(session, earlier)))
                    return Task.FromResult<LeaseAcquisition>(new LeaseAcquisition.Taken(Seen(session, earlier).Holder));
                return Task.FromResult<LeaseAcquisition>(
                    new LeaseAcquisition.Granted(Grant(session, earlier?.Token.Next() ?? FencingToken.First))
                );
            }
        }

        public Task<LeaseRenewal> RenewAsync(
            IReadOnlyCollection<SessionLease> leases,
            CancellationToken cancellationToken
        )
        {
            ArgumentNullException.ThrowIfNull(leases);
            lock (cluster._gate)
                return Task.FromResult<LeaseRenewal>(
                    new LeaseRenewal.Answered(
                        leases
                            .Where(x => cluster._grants.TryGetValue(x.Session, out var grant) && IsMine(grant, x))
                            .Select(x => Grant(x.Session, x.Token))
                            .ToValueList()
                    )
                );
        }

        public Task<StoreChange> ReleaseAsync(SessionLease lease, CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(lease);
            lock (cluster._gate)
                if (cluster._grants.TryGetValue(lease.Session, out var grant) && IsMine(grant, lease))
                    cluster._grants[lease.Session] = grant with { KeptUntil = null };
            return Task.FromResult<StoreChange>(new StoreChange.Kept());
        }

        public Task<LeasesReading> ReadAsync(CancellationToken cancellationToken)
        {
            lock (cluster._gate)
                return Task.FromResult<LeasesReading>(
                    new LeasesReading.Known(
                        cluster
                            ._grants.Where(x => x.Value.KeptUntil is not null)
                            .Select(x => Seen(x.Key, x.Value))
                            .OrderBy(x => $"{x.Holder.Session}", StringComparer.Ordinal)
                            .ToValueList()
                    )
                );
        }

        private SessionLease Grant(SessionKey session, FencingToken token)
        {
            var renewals = cluster._grants.TryGetValue(session, out var grant) ? grant.Renewals + 1 : 0;
            cluster._grants[session] = new Grant(node, token, cluster.Running + cluster.Terms.KeptFromOthers, renewals);
            return new SessionLease(session, token, cluster.Running + cluster.Terms.LeaseDuration);
        }

        /// <summary>A lease that another did not take meanwhile may go on, even after its end.</summary>
        private static bool IsMine(Grant grant, SessionLease lease) =>
            grant.Token == lease.Token && grant.KeptUntil is not null;

        private static SeenLease Seen(SessionKey session, Grant grant) =>
            new(new SessionHolder(session, grant.Node, grant.Token), grant.Renewals);
    }

    private ClusterTerms Terms => terms;
}
