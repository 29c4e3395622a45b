using Akka.Actor;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Streaming;

/// <summary>Asks the engine how everything stands, on every node. A guardian that does not answer is named, never waited for long.</summary>
internal sealed class EngineReader(RiskEngineHandle engine, LastCancels last, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    internal async Task<SessionKey?> FindAsync(string alias) =>
        (await SessionsAsync()).FirstOrDefault(key => key.Alias.Value == alias);

    /// <summary>How every session of the cluster is.</summary>
    internal async Task<IReadOnlyList<SessionReading>> ReadAsync() =>
        await Task.WhenAll((await SessionsAsync()).Select(ReadAsync));

    internal async Task<SessionReading> ReadAsync(SessionKey key) => new(key, await AskAsync(key));

    internal SessionView View(SessionReading reading) => SessionView.Of(reading, last.Of(reading.Key));

    /// <summary>Remembers how a cancel ended that may have been done by another node.</summary>
    internal void Note(SessionCancelOutcome outcome) => last.Note(outcome, time.GetUtcNow());

    internal async Task<KillSwitchStatus?> KillSwitchAsync()
    {
        try
        {
            return await engine.KillSwitch.Ask<KillSwitchStatus>(GetKillSwitch.Instance, Patience);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    /// <summary>How many sessions have a guardian that says nothing. One that no node runs, or a node that is silent, has been said so.</summary>
    internal async Task<int> SilentAsync() =>
        (await Task.WhenAll(engine.Guardians.Keys.Select(AskAsync))).Count(answer => answer is null);

    /// <summary>Those of this node, and those that others know.</summary>
    private async Task<IReadOnlyList<SessionKey>> SessionsAsync()
    {
        var sessions = engine.Guardians.Keys.ToHashSet();
        if (engine.Peers is { } peers)
            try
            {
                sessions.UnionWith((await peers.Ask<ClusterView>(GetClusterView.Instance, Patience)).Sessions);
            }
            catch (AskTimeoutException)
            {
                // Then its own are all that is known.
            }

        return [.. sessions.OrderBy(key => key.Alias.Value, StringComparer.Ordinal)];
    }

    private async Task<object?> AskAsync(SessionKey key)
    {
        try
        {
            return await engine.Router.Ask<object>(new GetSessionStatus(key), Patience);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
