using System.Collections.Concurrent;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Streaming;

/// <summary>How the latest cancel of each session ended.</summary>
internal sealed class LastCancels
{
    /// <summary>What each may take of a list of all sessions; the rest is read page by page.</summary>
    private const int ListBytes = 1_024;

    private readonly ConcurrentDictionary<SessionKey, LastCancelView> _known = new();

    /// <summary>Remembers how a cancel ended, unless a later one is known.</summary>
    internal void Note(SessionCancelOutcome outcome, DateTimeOffset at)
    {
        var latest = new LastCancelView(at, CancelAnswer.Of(outcome, ListBytes));
        _known.AddOrUpdate(outcome.Session, latest, (_, known) => known.At <= at ? latest : known);
    }

    internal LastCancelView? Of(SessionKey session) => _known.GetValueOrDefault(session);
}
