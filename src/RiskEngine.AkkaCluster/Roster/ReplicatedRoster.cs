using Akka.Actor;

namespace RiskEngine.AkkaCluster;

/// <summary>Lists the live nodes of an Akka cluster by what they say themselves, as a majority of the nodes knows it.</summary>
/// <remarks>
/// No two clocks are compared: a node is live for as long as this one has seen its count of beats rise within the limit,
/// on its own running clock. Membership of the cluster alone would not do: a process that hangs is a member for a while.
/// </remarks>
public sealed class ReplicatedRoster : INodeRoster
{
    private static readonly RisingBuckets<RosterEntry> Entries = new("risk-engine-roster");

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (RosterEntry Entry, TimeSpan At)> _seen = [];
    private readonly Replicas _replicas;
    private readonly string _process;
    private readonly ClusterTerms _terms;
    private readonly TimeProvider _time;
    private Task<RosterJoin>? _joining;

    /// <summary>Takes part in the roster.</summary>
    /// <param name="system">A system of a cluster, with <see cref="RiskEngineCluster.Reference"/> in its configuration.</param>
    /// <param name="terms">After how long a silent node is no longer live; the same on every node.</param>
    /// <param name="time">The node's running clock.</param>
    public ReplicatedRoster(ActorSystem system, ClusterTerms terms, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(time);
        (_terms, _time) = (terms, time);
        _replicas = new Replicas(system, RiskEngineClusterSettings.Read(system.Settings.Config));
        var self = Akka.Cluster.Cluster.Get(system).SelfUniqueAddress;
        _process = $"{self.Address}/{self.Uid}";
    }

    /// <inheritdoc/>
    public Task<RosterJoin> JoinAsync(ClusterNode node, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        lock (_gate)
            return _joining = JoinAfterAsync(_joining, node);
    }

    /// <inheritdoc/>
    public async Task<RosterBeat> BeatAsync(Membership membership, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(membership);
        var (isKnown, entry) = await EntryAsync(membership.Node.Name).ConfigureAwait(false);
        if (!isKnown)
            return new RosterBeat.Failed(Replicas.NoMajority);
        if (!IsMine(membership, entry))
            return new RosterBeat.Replaced();
        if (!await SayAsync(membership, entry!.Beats + 1, hasLeft: false).ConfigureAwait(false))
            return new RosterBeat.Failed(Replicas.NoMajority);
        var (isRead, entries) = await Entries.ReadAllAsync(_replicas).ConfigureAwait(false);
        return isRead ? new RosterBeat.Heard(Live(entries)) : new RosterBeat.Failed(Replicas.NoMajority);
    }

    /// <inheritdoc/>
    public async Task<StoreChange> LeaveAsync(Membership membership, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(membership);
        var (isKnown, entry) = await EntryAsync(membership.Node.Name).ConfigureAwait(false);
        if (isKnown && !IsMine(membership, entry))
            return new StoreChange.Kept();
        return isKnown && await SayAsync(membership, entry!.Beats + 1, hasLeft: true).ConfigureAwait(false)
            ? new StoreChange.Kept()
            : new StoreChange.Failed(Replicas.NoMajority);
    }

    /// <summary>The address of the system that a node is, as it said last; null: nothing was heard of it.</summary>
    public string? SystemOf(NodeName node)
    {
        ArgumentNullException.ThrowIfNull(node);
        lock (_gate)
            return _seen.TryGetValue(node.Value, out var seen) ? seen.Entry.System : null;
    }

    /// <summary>One at a time in this process, so that each life is given once.</summary>
    private async Task<RosterJoin> JoinAfterAsync(Task<RosterJoin>? earlier, ClusterNode node)
    {
        if (earlier is not null)
            await ((Task)earlier).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (true)
        {
            var (isKnown, known) = await EntryAsync(node.Name).ConfigureAwait(false);
            var membership = new Membership(node, (known?.Life ?? 0) + 1);
            if (!isKnown || !await SayAsync(membership, beats: 1, hasLeft: false).ConfigureAwait(false))
                return new RosterJoin.Failed(Replicas.NoMajority);
            (isKnown, known) = await EntryAsync(node.Name).ConfigureAwait(false);
            if (!isKnown)
                return new RosterJoin.Failed(Replicas.NoMajority);
            // If another process took the same life of this name at once, one of the two tries the next.
            if (IsMine(membership, known))
                return new RosterJoin.Joined(membership);
        }
    }

    private bool IsMine(Membership membership, RosterEntry? entry) =>
        entry is not null && entry.Life == membership.Life && entry.Process == _process;

    private Task<(bool IsKnown, RosterEntry? Entry)> EntryAsync(NodeName name) =>
        Entries.ReadAsync(_replicas, name.Value);

    private Task<bool> SayAsync(Membership membership, long beats, bool hasLeft) =>
        Entries.RaiseAsync(_replicas, membership.Node.Name.Value, RosterEntry.Of(membership, _process, beats, hasLeft));

    private ValueList<ClusterNode> Live(Rising<RosterEntry> entries)
    {
        var now = Moment.Of(_time).Running;
        lock (_gate)
        {
            foreach (var (name, entry) in entries.Values)
                if (!_seen.TryGetValue(name, out var seen) || seen.Entry != entry)
                    _seen[name] = (entry, now);
            return _seen
                .Where(x => !x.Value.Entry.HasLeft && now - x.Value.At < _terms.SilenceLimit)
                .OrderBy(x => x.Key, StringComparer.Ordinal)
                .Select(x => x.Value.Entry.Node(x.Key))
                .ToValueList();
        }
    }
}
