using Akka.Actor;
using Akka.DistributedData;
using StoreFailure = RiskEngine.Core.StoreFailure;

namespace RiskEngine.AkkaCluster;

/// <summary>Data of which every node has a copy, and what is known of the copies.</summary>
/// <remarks>
/// A fresh replicator knows only itself, and calls that everybody and a majority. So no answer here counts more copies
/// than the nodes that this one knows, and none is a majority of less than the configured number of nodes.
/// </remarks>
internal sealed class Replicas(ActorSystem system, RiskEngineClusterSettings settings)
{
    /// <summary>What the replicator itself may take longer than it was told to.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan CountPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Why a reading or a write is not known to be one of the cluster.</summary>
    internal static readonly StoreFailure NoMajority = new(
        StoreFault.Interrupted,
        "No majority of the cluster's nodes has answered."
    );

    internal IActorRef Replicator { get; } = DistributedData.Get(system).Replicator;

    /// <summary>Changes data on every node, or on a majority when not all answer in time.</summary>
    /// <param name="key">Which data.</param>
    /// <param name="initial">What it is before the first change.</param>
    /// <param name="change">Done to this node's copy, once or twice; twice must be as once.</param>
    /// <returns>
    /// How many are known to have it: <see cref="KillSwitchDurability.EveryNode"/>,
    /// <see cref="KillSwitchDurability.Majority"/>, or <see cref="KillSwitchDurability.ThisProcess"/> when only this copy
    /// is; the others get it by gossip when they can be reached. Null: not even that is known.
    /// </returns>
    internal async Task<KillSwitchDurability?> WriteAsync<T>(IKey<T> key, T initial, Func<T, T> change)
        where T : class, IReplicatedData<T>
    {
        var before = await CountAsync().ConfigureAwait(false);
        var toAll = Dsl.Update(key, initial, new WriteAll(settings.WriteToAllWithin), change);
        var reached = await AskAsync<IUpdateResponse>(toAll, settings.WriteToAllWithin).ConfigureAwait(false);
        if (reached is UpdateTimeout)
        {
            var toMajority = Dsl.Update(
                key,
                initial,
                new WriteMajority(settings.MajorityWithin, settings.Majority),
                change
            );
            reached = await AskAsync<IUpdateResponse>(toMajority, settings.MajorityWithin).ConfigureAwait(false);
            before = Math.Min(before, settings.Nodes - 1);
        }

        if (reached is null or { IsSuccessful: false } and not UpdateTimeout)
            return null;
        if (!reached.IsSuccessful || before < settings.Majority)
            return KillSwitchDurability.ThisProcess;
        return before < settings.Nodes ? KillSwitchDurability.Majority : KillSwitchDurability.EveryNode;
    }

    /// <summary>Changes data on a majority of the nodes; false: it is not known to be there.</summary>
    internal async Task<bool> WriteToMajorityAsync<T>(IKey<T> key, T initial, Func<T, T> change)
        where T : class, IReplicatedData<T>
    {
        if (!await KnowsMajorityAsync().ConfigureAwait(false))
            return false;
        var write = Dsl.Update(key, initial, new WriteMajority(settings.MajorityWithin, settings.Majority), change);
        return await AskAsync<IUpdateResponse>(write, settings.MajorityWithin).ConfigureAwait(false)
            is { IsSuccessful: true };
    }

    /// <summary>Reads what a majority knows, as one; not known: no majority answered in time.</summary>
    internal async Task<(bool IsKnown, T? Data)> ReadAsync<T>(IKey<T> key)
        where T : class, IReplicatedData<T>
    {
        if (!await KnowsMajorityAsync().ConfigureAwait(false))
            return (false, null);
        var read = Dsl.Get(key, new ReadMajority(settings.MajorityWithin, settings.Majority));
        return await AskAsync<IGetResponse>(read, settings.MajorityWithin).ConfigureAwait(false) switch
        {
            { IsSuccessful: true } found => (true, found.Get(key)),
            NotFound => (true, null),
            _ => (false, null),
        };
    }

    /// <summary>What this node's copy has; null: nothing, or it does not say.</summary>
    internal async Task<T?> ReadHereAsync<T>(IKey<T> key)
        where T : class, IReplicatedData<T> =>
        await AskAsync<IGetResponse>(Dsl.Get(key, ReadLocal.Instance), TimeSpan.Zero).ConfigureAwait(false)
            is { IsSuccessful: true } found
            ? found.Get(key)
            : null;

    internal async Task<int> CountAsync() =>
        (await AskAsync<ReplicaCount>(GetReplicaCount.Instance, TimeSpan.Zero).ConfigureAwait(false))?.N ?? 0;

    /// <summary>Waits for nodes that this one has not met yet: after the start it takes a moment.</summary>
    private async Task<bool> KnowsMajorityAsync()
    {
        for (var left = settings.MajorityWithin; ; left -= CountPause)
        {
            if (await CountAsync().ConfigureAwait(false) >= settings.Majority)
                return true;
            if (left <= TimeSpan.Zero)
                return false;
            await Task.Delay(CountPause, TimeProvider.System).ConfigureAwait(false);
        }
    }

    private async Task<T?> AskAsync<T>(object question, TimeSpan limit)
        where T : class
    {
        try
        {
            return await Replicator.Ask<T>(question, limit + Slack).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
