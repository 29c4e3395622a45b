using Akka.Actor;
using Akka.DistributedData;
using StoreFailure = RiskEngine.Core.StoreFailure;

namespace RiskEngine.AkkaCluster;

/// <summary>The kill switch's records on every node of a cluster, and in each node's own store.</summary>
/// <remarks>
/// The replicated set lives in memory: it outlives nodes, but not the last one. So every record is in the local store as
/// well, and what only one of the two has is given to the other with the next reading. Histories merge by union, so a
/// network that broke and healed loses nothing, whatever was done on its two sides.
/// <para>Where the nodes share their store, that is what a reading proves and an append claims: this node's copy of the set
/// is only added to it, as what others could not store yet, and no majority is asked. So the last node that is left can
/// still read.</para>
/// </remarks>
public sealed class ReplicatedKillSwitchLog : IKillSwitchLog, IKillSwitchChanges
{
    private static readonly StoreFailure Unknown = new(
        StoreFault.NewerFormat,
        "The cluster has a record that this engine does not know."
    );

    private const string Name = "risk-engine-kill-switch-relay";

    private readonly Lock _gate = new();
    private readonly List<Action> _listeners = [];
    private readonly IKillSwitchLog _local;
    private readonly Replicas _replicas;
    private readonly IActorRef _relay;
    private readonly bool _isShared;
    private int _firstWithRoom;

    /// <summary>Begins to replicate; one instance a system.</summary>
    /// <param name="system">A system of a cluster, with <see cref="RiskEngineCluster.Reference"/> in its configuration.</param>
    /// <param name="local">This node's own store, or the one that all nodes share.</param>
    /// <param name="isShared">Whether it is the one that all share.</param>
    public ReplicatedKillSwitchLog(ActorSystem system, IKillSwitchLog local, bool isShared = false)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(local);
        (_local, _isShared) = (local, isShared);
        _replicas = new Replicas(system, RiskEngineClusterSettings.Read(system.Settings.Config));
        var (replicator, changed) = (_replicas.Replicator, (Action)Changed);
        _relay = system.ActorOf(Props.Create(() => new KillSwitchRelay(replicator, local, changed)), Name);
    }

    /// <inheritdoc/>
    public async Task<KillSwitchAppend> AppendAsync(
        KillSwitchRecord record,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(record);
        return record is KillSwitchRecord.Reset
            ? await KeepThenTellAsync(record, cancellationToken).ConfigureAwait(false)
            : await TellAndKeepAsync(record, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A reset opens: no node hears of it before a store has it, and none at all where this node's own has not.</summary>
    private async Task<KillSwitchAppend> KeepThenTellAsync(KillSwitchRecord record, CancellationToken cancellationToken)
    {
        var stored = await _local.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        if (stored is not KillSwitchAppend.Kept)
            return stored;
        if (_isShared)
        {
            _relay.Tell(new KillSwitchRelay.Spread(record));
            return stored;
        }

        var writing = WriteAsync([record]);
        _relay.Tell(new KillSwitchRelay.Announce(record));
        return await ReachedAsync(writing, stored).ConfigureAwait(false);
    }

    /// <summary>What stops is told before any store has it.</summary>
    private async Task<KillSwitchAppend> TellAndKeepAsync(KillSwitchRecord record, CancellationToken cancellationToken)
    {
        if (_isShared)
        {
            _relay.Tell(new KillSwitchRelay.Spread(record));
            return await _local.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        }

        _relay.Tell(new KillSwitchRelay.Announce(record));
        var writing = WriteAsync([record]);
        var stored = await _local.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        return await ReachedAsync(writing, stored).ConfigureAwait(false);
    }

    private static async Task<KillSwitchAppend> ReachedAsync(
        Task<KillSwitchDurability?> writing,
        KillSwitchAppend stored
    ) =>
        await writing.ConfigureAwait(false) is { } reached and > KillSwitchDurability.ThisProcess
            ? new KillSwitchAppend.Kept(reached)
            : stored;

    /// <inheritdoc/>
    public async Task<KillSwitchReading> ReadAsync(CancellationToken cancellationToken = default)
    {
        var stored = await _local.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (stored is not KillSwitchReading.Complete { History: var own })
            return stored;
        Func<int, Task<(bool, GSet<string>?)>> read = _isShared
            ? async page => (true, await _replicas.ReadHereAsync(ReplicatedRecords.Key(page)).ConfigureAwait(false))
            : page => _replicas.ReadAsync(ReplicatedRecords.Key(page));
        if (await ReadPagesAsync(read).ConfigureAwait(false) is not { } pages)
            return new KillSwitchReading.Failed(Replicas.NoMajority);
        if (ReplicatedRecords.Read(pages) is not { } shared)
            return new KillSwitchReading.Failed(Unknown);
        if (!_isShared && own.Except(shared) is { Count: > 0 } unshared)
            await WriteAsync(unshared).ConfigureAwait(false);
        foreach (var record in shared.Except(own))
            await _local.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        return new KillSwitchReading.Complete(own.Merge(shared));
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(Action mayHaveChanged)
    {
        ArgumentNullException.ThrowIfNull(mayHaveChanged);
        lock (_gate)
            _listeners.Add(mayHaveChanged);
        return new Subscription(this, mayHaveChanged);
    }

    /// <summary>Writes records into the first pages with room.</summary>
    /// <returns>How many nodes are known to have the one that fewest have; null: not even this one is.</returns>
    private async Task<KillSwitchDurability?> WriteAsync(IReadOnlyCollection<KillSwitchRecord> records)
    {
        var adding = new ReplicatedRecords.Adding(records);
        KillSwitchDurability? least = KillSwitchDurability.EveryNode;
        for (var page = Volatile.Read(ref _firstWithRoom); !adding.IsDone; page++)
        {
            // A page stays full; asked here first, it is not sent to everybody for nothing.
            if (
                ReplicatedRecords.IsFull(
                    await _replicas.ReadHereAsync(ReplicatedRecords.Key(page)).ConfigureAwait(false)
                )
            )
            {
                InterlockedMax(ref _firstWithRoom, page + 1);
                continue;
            }

            var before = adding.Left;
            var reached = await _replicas
                .WriteAsync(ReplicatedRecords.Key(page), GSet<string>.Empty, adding.Into())
                .ConfigureAwait(false);
            if (reached is null)
                return null;
            if (adding.Left.Count < before.Count && reached < least)
                least = reached;
        }

        _relay.Tell(new KillSwitchRelay.Watch(Volatile.Read(ref _firstWithRoom) + 2 * ReplicatedRecords.PagesAtOnce));
        return least;
    }

    /// <summary>What is known of every page; null: of one it is not known, since no majority answered in time.</summary>
    private async Task<IReadOnlyList<GSet<string>?>?> ReadPagesAsync(
        Func<int, Task<(bool IsKnown, GSet<string>? Data)>> ofPage
    )
    {
        var pages = new List<GSet<string>?>();
        do
        {
            var read = await Task.WhenAll(Enumerable.Range(pages.Count, ReplicatedRecords.PagesAtOnce).Select(ofPage))
                .ConfigureAwait(false);
            if (!read.All(page => page.IsKnown))
                return null;
            pages.AddRange(read.Select(page => page.Data));
        } while (pages.TakeLast(ReplicatedRecords.PagesAtOnce).Any(page => page is not null));

        _relay.Tell(new KillSwitchRelay.Watch(pages.Count + ReplicatedRecords.PagesAtOnce));
        return pages;
    }

    private static void InterlockedMax(ref int value, int least)
    {
        for (var known = Volatile.Read(ref value); known < least; known = Volatile.Read(ref value))
            Interlocked.CompareExchange(ref value, least, known);
    }

    private void Changed()
    {
        List<Action> listeners;
        lock (_gate)
            listeners = [.. _listeners];
        foreach (var listener in listeners)
            listener();
    }

    private sealed class Subscription(ReplicatedKillSwitchLog log, Action listener) : IDisposable
    {
        public void Dispose()
        {
            lock (log._gate)
                log._listeners.Remove(listener);
        }
    }
}
