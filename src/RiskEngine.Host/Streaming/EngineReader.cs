using System.Collections.Concurrent;
using Akka.Actor;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Streaming;

/// <summary>Asks the engine how everything stands, on every node. A guardian that does not answer is named, never waited for long.</summary>
internal sealed class EngineReader(
    RiskEngineHandle engine,
    NodeName self,
    IReadOnlyDictionary<SessionKey, Venue> venues,
    LastCancels last,
    TimeProvider time
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<SessionKey, (SessionReading Reading, long At)> _far = new();

    /// <summary>The session of a name, short as <c>maker-1</c> or whole as <c>gemini/maker-1</c>.</summary>
    internal async Task<SessionFound> FindAsync(string name)
    {
        var sessions = Sessions(await ViewAsync()).ToList();
        if (sessions.Find(key => key.Alias.Value == name || $"{key}" == name) is { } session)
            return new SessionFound.One(session);
        var names = name.Contains('/', StringComparison.Ordinal)
            ? sessions.Select(key => $"{key}")
            : sessions.Select(key => key.Alias.Value);
        return new SessionFound.None(NearNames.Nearest(name, names));
    }

    /// <summary>How every session of the cluster is.</summary>
    /// <param name="farFor">How old may be what another node said: whoever looks all the time need not ask it each time.</param>
    internal async Task<IReadOnlyList<SessionReading>> ReadAsync(TimeSpan farFor)
    {
        var view = await ViewAsync();
        return await Task.WhenAll(
            Sessions(view).Select(key => IsHere(view, key) ? ReadAsync(key) : ReadFarAsync(key, farFor))
        );
    }

    internal async Task<SessionReading> ReadAsync(SessionKey key) => new(key, await AskAsync(key));

    internal SessionView View(SessionReading reading) =>
        SessionView.Of(reading, last.Of(reading.Key), venues.GetValueOrDefault(reading.Key));

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

    /// <summary>How the sessions are that run here.</summary>
    internal async Task<IReadOnlyList<SessionReading>> ReadHereAsync()
    {
        var view = await ViewAsync();
        return await Task.WhenAll(engine.Guardians.Keys.Where(key => IsHere(view, key)).Select(ReadAsync));
    }

    private async Task<SessionReading> ReadFarAsync(SessionKey key, TimeSpan farFor)
    {
        if (_far.TryGetValue(key, out var known) && time.GetElapsedTime(known.At) < farFor)
            return known.Reading;
        var reading = await ReadAsync(key);
        _far[key] = (reading, time.GetTimestamp());
        return reading;
    }

    private bool IsHere(ClusterView? view, SessionKey key) => view is null || view.HolderOf(key) == self;

    /// <summary>Those of this node, and those that others know.</summary>
    private IEnumerable<SessionKey> Sessions(ClusterView? view) =>
        engine.Guardians.Keys.Union(view?.Sessions ?? []).OrderBy(key => key.Alias.Value, StringComparer.Ordinal);

    /// <summary>Who runs what; null: the node is alone, or cannot say.</summary>
    private async Task<ClusterView?> ViewAsync()
    {
        if (engine.Peers is not { } peers)
            return null;
        try
        {
            return await peers.Ask<ClusterView>(GetClusterView.Instance, Patience);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    /// <summary>A page of an outcome's list; null: nobody answers.</summary>
    internal Task<object?> OrdersAsync(GetOutcomeOrders query) => AskAsync(query);

    private Task<object?> AskAsync(SessionKey key) => AskAsync(new GetSessionStatus(key));

    private async Task<object?> AskAsync(ISessionMessage query)
    {
        try
        {
            return await engine.Router.Ask<object>(query, Patience);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
