using System.Collections.Concurrent;

namespace RiskEngine.Host.Drill;

/// <summary>What is known of each session while the drill runs; written by one actor, read by the screen.</summary>
internal sealed class DrillProgress(IEnumerable<SessionKey> sessions)
{
    private readonly ConcurrentDictionary<SessionKey, SessionProgress> _sessions = new(
        sessions.Select(session => KeyValuePair.Create(session, new SessionProgress(session)))
    );

    internal IReadOnlyList<SessionProgress> Sessions =>
        [.. _sessions.Values.OrderBy(session => session.Session.Alias.Value, StringComparer.Ordinal)];

    /// <summary>What was said of the engagement; null until it is.</summary>
    internal KillSwitchEngaged? Engaged { get; set; }

    internal SessionProgress this[SessionKey session] => _sessions[session];

    internal void Change(SessionKey session, Func<SessionProgress, SessionProgress> change) =>
        _sessions.AddOrUpdate(
            session,
            _ => throw new InvalidOperationException($"The drill has no session {session}."),
            (_, known) => change(known)
        );
}
