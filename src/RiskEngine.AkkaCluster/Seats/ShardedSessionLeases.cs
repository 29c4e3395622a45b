using Akka.Actor;
using Akka.Cluster.Sharding;

namespace RiskEngine.AkkaCluster;

/// <summary>Leases of sessions from seats that Cluster.Sharding places: one seat a session, wherever its shard is.</summary>
/// <remarks>
/// The seat only says who may run the guardian; the guardian runs on the node that has the lease. When a network breaks,
/// the side without a majority downs itself, and its leases end by themselves on its own clock.
/// </remarks>
public sealed class ShardedSessionLeases : ISessionLeases
{
    private const string TypeName = "risk-engine-seats";

    /// <summary>Ten a node, as is usual; the same for ever, since it decides where a seat is.</summary>
    private const int Shards = 30;

    private readonly Task<IActorRef> _region;
    private readonly NodeName _node;
    private readonly Replicas _replicas;
    private readonly RiskEngineClusterSettings _settings;
    private readonly ClusterTerms _terms;
    private readonly TimeProvider _time;

    /// <summary>Takes part in placing seats, and speaks for one life of a node.</summary>
    /// <param name="system">A system of a cluster, with <see cref="RiskEngineCluster.Reference"/> in its configuration.</param>
    /// <param name="node">The node.</param>
    /// <param name="terms">How long a lease holds; the same on every node.</param>
    /// <param name="time">The node's running clock.</param>
    public ShardedSessionLeases(ActorSystem system, NodeName node, ClusterTerms terms, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(time);
        _settings = RiskEngineClusterSettings.Read(system.Settings.Config);
        var replicas = new Replicas(system, _settings);
        (_node, _terms, _time, _replicas) = (node, terms, time, replicas);
        _region = ClusterSharding
            .Get(system)
            .StartAsync(
                TypeName,
                entity =>
                {
                    var session = SessionKeyText.Read(entity);
                    return Props.Create(() => new Seat(session, replicas, terms, time));
                },
                SettingsFor(system),
                HashCodeMessageExtractor.Create(
                    Shards,
                    message => message is SeatQuestion question ? SessionKeyText.Write(question.Session) : null
                )
            );
    }

    /// <summary>
    /// The system's, but for what safety hangs on, which nobody's configuration may change: a state kept in each process's own
    /// memory would let a seat run on two nodes.
    /// </summary>
    internal static ClusterShardingSettings SettingsFor(ActorSystem system) =>
        ClusterShardingSettings.Create(system).WithStateStoreMode(StateStoreMode.DData).WithRememberEntities(true);

    /// <inheritdoc/>
    public async Task<LeaseAcquisition> AcquireAsync(
        SessionKey session,
        SeenLease? ended = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(session);
        var before = Moment.Of(_time).Running;
        var seen = ended is null ? null : new SeatSeen(ended.Holder.Token, ended.Stamp);
        var question = new SeatQuestion.Acquire(session, _node, seen);
        return await AskAsync(question, cancellationToken).ConfigureAwait(false) switch
        {
            SeatAnswer.Kept kept => new LeaseAcquisition.Granted(LeaseFrom(before, session, kept.Token)),
            SeatAnswer.Taken taken => new LeaseAcquisition.Taken(new SessionHolder(session, taken.Node, taken.Token)),
            null or SeatAnswer.Free or SeatAnswer.Unknown => new LeaseAcquisition.Failed(Replicas.NoMajority),
            var other => throw ClosedUnion.Unhandled(other),
        };
    }

    /// <inheritdoc/>
    public async Task<LeaseRenewal> RenewAsync(
        IReadOnlyCollection<SessionLease> leases,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(leases);
        var before = Moment.Of(_time).Running;
        var answers = await Task.WhenAll(
                leases.Select(async lease =>
                    (
                        Lease: lease,
                        Answer: await AskAsync(new SeatQuestion.Renew(lease.Session, lease.Token), cancellationToken)
                            .ConfigureAwait(false)
                    )
                )
            )
            .ConfigureAwait(false);
        if (answers.Length > 0 && answers.All(x => x.Answer is SeatAnswer.Unknown))
            return new LeaseRenewal.Failed(Replicas.NoMajority);
        // One of which nothing is known is not lost: it ends when it says.
        return new LeaseRenewal.Answered(
            answers
                .Where(x => x.Answer is not SeatAnswer.Free)
                .Select(x => x.Answer is SeatAnswer.Kept ? LeaseFrom(before, x.Lease.Session, x.Lease.Token) : x.Lease)
                .ToValueList()
        );
    }

    /// <inheritdoc/>
    public async Task<StoreChange> ReleaseAsync(SessionLease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        var release = new SeatQuestion.Release(lease.Session, lease.Token);
        return await AskAsync(release, cancellationToken).ConfigureAwait(false) is SeatAnswer.Unknown
            ? new StoreChange.Failed(Replicas.NoMajority)
            : new StoreChange.Kept();
    }

    /// <inheritdoc/>
    public async Task<LeasesReading> ReadAsync(CancellationToken cancellationToken = default)
    {
        var (isKnown, grants) = await Seat.Grants.ReadAllAsync(_replicas).ConfigureAwait(false);
        if (!isKnown)
            return new LeasesReading.Failed(Replicas.NoMajority);
        var sessions = grants.Values.Where(x => !x.Value.IsGivenBack).Select(x => SessionKeyText.Read(x.Key)).ToList();
        var answers = await Task.WhenAll(
                sessions.Select(session => AskAsync(new SeatQuestion.Read(session), cancellationToken))
            )
            .ConfigureAwait(false);
        if (answers.Any(answer => answer is SeatAnswer.Unknown))
            return new LeasesReading.Failed(Replicas.NoMajority);
        return new LeasesReading.Known(
            sessions
                .Zip(answers)
                .Where(x => x.Second is SeatAnswer.Taken)
                .Select(x => (Session: x.First, Taken: (SeatAnswer.Taken)x.Second))
                .Select(x => new SeenLease(new SessionHolder(x.Session, x.Taken.Node, x.Taken.Token), x.Taken.Stamp))
                .OrderBy(x => $"{x.Holder.Session}", StringComparer.Ordinal)
                .ToValueList()
        );
    }

    private SessionLease LeaseFrom(TimeSpan before, SessionKey session, FencingToken token) =>
        new(session, token, before + _terms.LeaseDuration);

    /// <summary>A seat waits for a majority twice at most: to read and to write.</summary>
    private async Task<SeatAnswer> AskAsync(SeatQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            var region = await _region.ConfigureAwait(false);
            return await region
                .Ask<SeatAnswer>(question, 3 * _settings.MajorityWithin, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            return new SeatAnswer.Unknown();
        }
    }
}
