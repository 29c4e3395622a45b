using Akka.Actor;

namespace RiskEngine.AkkaCluster;

/// <summary>How high each session's nonces may have gone, on every node of a cluster and in each node's own store.</summary>
/// <remarks>
/// What a node reserved, a majority knows before it is used; so whoever runs the session next, on whichever node, begins
/// above it (I3). The replicated marks live in memory; the local store is for the day on which all nodes stop.
/// </remarks>
/// <param name="system">A system of a cluster, with <see cref="RiskEngineCluster.Reference"/> in its configuration.</param>
/// <param name="local">This node's own store.</param>
public sealed class ReplicatedNonceMarks(ActorSystem system, INonceMarks local) : INonceMarks
{
    private static readonly RisingBuckets<NonceMark> Marks = new("risk-engine-nonce-marks");

    private readonly Replicas _replicas = new(system, RiskEngineClusterSettings.Read(system.Settings.Config));

    /// <inheritdoc/>
    public async Task<NonceMarkReading> ReadAsync(SessionKey session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var stored = await local.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        if (stored is not NonceMarkReading.Known { Mark: var own })
            return stored;
        var (isKnown, mark) = await Marks.ReadAsync(_replicas, SessionKeyText.Write(session)).ConfigureAwait(false);
        if (!isKnown)
            return new NonceMarkReading.Failed(Replicas.NoMajority);
        var shared = mark?.UpTo;
        return new NonceMarkReading.Known(own is null || shared > own ? shared : own);
    }

    /// <inheritdoc/>
    public async Task<StoreChange> ReserveAsync(
        SessionKey session,
        Nonce upTo,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(session);
        var writing = Marks.RaiseAsync(_replicas, SessionKeyText.Write(session), new NonceMark(upTo));
        var stored = await local.ReserveAsync(session, upTo, cancellationToken).ConfigureAwait(false);
        return await writing.ConfigureAwait(false) ? stored : new StoreChange.Failed(Replicas.NoMajority);
    }
}
