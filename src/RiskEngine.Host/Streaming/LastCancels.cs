using System.Collections.Concurrent;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Streaming;

/// <summary>How the latest cancel of each session ended.</summary>
internal sealed class LastCancels
{
    private readonly ConcurrentDictionary<SessionKey, LastCancelView> _known = new();

    internal void Note(SessionCancelOutcome outcome, DateTimeOffset at) =>
        _known[outcome.Session] = new LastCancelView(at, CancelAnswer.Of(outcome));

    internal LastCancelView? Of(SessionKey session) => _known.GetValueOrDefault(session);
}
