using Microsoft.Extensions.Time.Testing;

namespace RiskEngine.Tests.Clustering;

/// <summary>The store that the nodes of a test share; it can go away and come back.</summary>
internal sealed class SharedStore
{
    private static readonly StoreFailure Away = new(StoreFault.Unavailable, "away");

    private readonly FakeTimeProvider _clock;
    private readonly InProcessCluster _cluster;
    private readonly InProcessKillSwitchLog _log = new();
    private readonly InProcessNonceMarks _marks = new();
    private readonly InProcessOrderLedgers _ledgers = new();

    /// <param name="terms">How long nodes trust what they last heard.</param>
    /// <param name="from">The clock of a node that has just started; from there the store's own goes on.</param>
    internal SharedStore(ClusterTerms terms, TimeProvider from)
    {
        // Its running clock counts from the year 1.
        _clock = new FakeTimeProvider(DateTimeOffset.MinValue + Moment.Of(from).Running);
        _cluster = new InProcessCluster(terms, _clock);
    }

    /// <summary>Whether no node can reach it.</summary>
    internal bool IsAway { get; set; }

    /// <summary>Nodes that cannot reach it.</summary>
    internal HashSet<NodeName> CutOff { get; } = [];

    /// <summary>Whether nodes are told of records, and not only find them.</summary>
    internal bool Tells { get; set; } = true;

    /// <summary>How long it takes to keep which orders are open.</summary>
    internal TimeSpan OrdersTake { get; set; }

    /// <summary>The node that has a session's lease by the store itself, whoever can reach it; null: none has.</summary>
    internal async Task<NodeName?> HolderOf(SessionKey session) =>
        (await _cluster.LeasesOf(new NodeName("the-test")).ReadAsync()) is LeasesReading.Known known
            ? known.Leases.SingleOrDefault(lease => lease.Holder.Session == session)?.Holder.Node
            : null;

    internal void Advance(TimeSpan time) => _clock.Advance(time);

    /// <summary>The store, as a node has it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="time">Its clock.</param>
    internal RiskEnginePorts Of(NodeName node, TimeProvider time)
    {
        var view = new View(this, node, time);
        return new RiskEnginePorts
        {
            KillSwitchLog = view,
            NonceMarks = view,
            OrderLedgers = view,
            Cluster = new ClusterPorts(view, view, view),
        };
    }

    /// <summary>The store as one node reaches it, or does not.</summary>
    private sealed class View(SharedStore store, NodeName self, TimeProvider time)
        : IKillSwitchLog,
            INodeRoster,
            INonceMarks,
            IOrderLedgers,
            IKillSwitchChanges,
            ISessionLeases
    {
        private readonly ISessionLeases _leases = store._cluster.LeasesOf(self);

        private bool IsAway => store.IsAway || store.CutOff.Contains(self);

        public Task<KillSwitchAppend> AppendAsync(KillSwitchRecord record, CancellationToken cancellationToken) =>
            Answer(() => store._log.AppendAsync(record, cancellationToken), new KillSwitchAppend.Failed(Away));

        public Task<KillSwitchReading> ReadAsync(CancellationToken cancellationToken) =>
            Answer(() => store._log.ReadAsync(cancellationToken), new KillSwitchReading.Failed(Away));

        public Task<RosterJoin> JoinAsync(ClusterNode node, CancellationToken cancellationToken) =>
            Answer(() => store._cluster.JoinAsync(node, cancellationToken), new RosterJoin.Failed(Away));

        public Task<RosterBeat> BeatAsync(Membership membership, CancellationToken cancellationToken) =>
            Answer(() => store._cluster.BeatAsync(membership, cancellationToken), new RosterBeat.Failed(Away));

        public Task<StoreChange> LeaveAsync(Membership membership, CancellationToken cancellationToken) =>
            Answer(() => store._cluster.LeaveAsync(membership, cancellationToken), new StoreChange.Failed(Away));

        public Task<NonceMarkReading> ReadAsync(SessionKey session, CancellationToken cancellationToken) =>
            Answer(() => store._marks.ReadAsync(session, cancellationToken), new NonceMarkReading.Failed(Away));

        public Task<StoreChange> ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken) =>
            Answer(() => store._marks.ReserveAsync(session, upTo, cancellationToken), new StoreChange.Failed(Away));

        Task<OrderLedgerReading> IOrderLedgers.ReadAsync(SessionKey session, CancellationToken cancellationToken) =>
            Answer(() => store._ledgers.ReadAsync(session, cancellationToken), new OrderLedgerReading.Failed(Away));

        public async Task<StoreChange> KeepAsync(
            SessionKey session,
            OrderLedgerChange change,
            CancellationToken cancellationToken
        )
        {
            if (store.OrdersTake > TimeSpan.Zero)
                await Task.Delay(store.OrdersTake, time, CancellationToken.None).ConfigureAwait(false);
            return await Answer(
                    () => store._ledgers.KeepAsync(session, change, cancellationToken),
                    new StoreChange.Failed(Away)
                )
                .ConfigureAwait(false);
        }

        public Task<LeaseAcquisition> AcquireAsync(
            SessionKey session,
            SeenLease? ended,
            CancellationToken cancellationToken
        ) => Answer(() => _leases.AcquireAsync(session, ended, cancellationToken), new LeaseAcquisition.Failed(Away));

        public Task<LeaseRenewal> RenewAsync(
            IReadOnlyCollection<SessionLease> leases,
            CancellationToken cancellationToken
        ) => Answer(() => _leases.RenewAsync(leases, cancellationToken), new LeaseRenewal.Failed(Away));

        public Task<StoreChange> ReleaseAsync(SessionLease lease, CancellationToken cancellationToken) =>
            Answer(() => _leases.ReleaseAsync(lease, cancellationToken), new StoreChange.Failed(Away));

        Task<LeasesReading> ISessionLeases.ReadAsync(CancellationToken cancellationToken) =>
            Answer(() => _leases.ReadAsync(cancellationToken), new LeasesReading.Failed(Away));

        public IDisposable Subscribe(Action mayHaveChanged) =>
            store._log.Subscribe(() =>
            {
                if (store.Tells && !IsAway)
                    mayHaveChanged();
            });

        private Task<T> Answer<T>(Func<Task<T>> ask, T away) => IsAway ? Task.FromResult(away) : ask();
    }
}
