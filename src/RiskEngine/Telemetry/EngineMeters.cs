using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RiskEngine;

/// <summary>Measures what the engine publishes, by the names of <see cref="TelemetryNames"/>. Costs nothing while nobody listens.</summary>
public sealed class EngineMeters : IDisposable
{
    /// <summary>From a millisecond to a minute: the longest deadline.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private readonly ActivitySource _activities = new(TelemetryNames.Source);
    private readonly TimeProvider _time;
    private readonly Histogram<double> _timeToAcceptance;
    private readonly Histogram<double> _timeToFlat;
    private readonly Histogram<double> _killSwitchTimeToFlat;
    private readonly Counter<long> _cancels;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _escalations;
    private readonly Counter<long> _killSwitch;
    private volatile Seen _seen = new([], null);

    /// <summary>Begins to measure.</summary>
    /// <param name="time">Says when activities ended.</param>
    public EngineMeters(TimeProvider time)
    {
        _time = time;
        _timeToAcceptance = Meter.CreateHistogram(TelemetryNames.TimeToAcceptance, "s", advice: Seconds);
        _timeToFlat = Meter.CreateHistogram(TelemetryNames.TimeToFlat, "s", advice: Seconds);
        _killSwitchTimeToFlat = Meter.CreateHistogram(TelemetryNames.KillSwitchTimeToFlat, "s", advice: Seconds);
        _cancels = Meter.CreateCounter<long>(TelemetryNames.Cancels);
        _attempts = Meter.CreateCounter<long>(TelemetryNames.CancelAttempts);
        _escalations = Meter.CreateCounter<long>(TelemetryNames.Escalations);
        _killSwitch = Meter.CreateCounter<long>(TelemetryNames.KillSwitchEvents);
        Gauge(TelemetryNames.NonceLead, "s", status => status.NonceLead.TotalSeconds);
        Gauge(TelemetryNames.ClockSkew, "s", status => status.ClockSkew.TotalSeconds);
        Gauge(TelemetryNames.QueueDepth, null, status => status.QueuedRequests);
        Gauge(TelemetryNames.PendingCancels, null, status => status.PendingCancels);
        Gauge(TelemetryNames.OpenOrders, null, status => status.KnownOrders);
        Meter.CreateObservableGauge(TelemetryNames.State, States);
        Meter.CreateObservableCounter(TelemetryNames.Requests, Requests);
        Meter.CreateObservableGauge(TelemetryNames.KillSwitchEngaged, Engaged);
    }

    /// <summary>What the instruments belong to; of several engines in a process each has its own.</summary>
    public Meter Meter { get; } = new(TelemetryNames.Source);

    /// <summary>Measures something that the engine has published; what is not measured is left alone.</summary>
    public void Record(object published)
    {
        switch (published)
        {
            case SessionCancelOutcome outcome:
                Cancel(outcome);
                break;
            case SessionEscalated escalated:
                _escalations.Add(1, Tag("session", escalated.Session), Tag("cause", escalated.Cause.Name()));
                break;
            case KillSwitchEngaged engaged:
                Switch("engaged", engaged.Engagement.Scope);
                break;
            case KillSwitchEngageDenied denied:
                Switch("denied", denied.Scope);
                break;
            case KillSwitchCompleted completed:
                Switch("completed", completed.Engagement.Scope);
                _killSwitchTimeToFlat.Record(completed.Elapsed.TotalSeconds);
                Ended(TelemetryNames.EngageActivity, completed.Elapsed, completed.Command, "completed")?.Dispose();
                break;
            case KillSwitchIncomplete incomplete:
                Switch("incomplete", incomplete.Engagement.Scope);
                Ended(TelemetryNames.EngageActivity, incomplete.Elapsed, incomplete.Command, "incomplete")
                    ?.SetStatus(ActivityStatusCode.Error)
                    .Dispose();
                break;
            case KillSwitchMatchesNothing nothing:
                Switch("matches-nothing", nothing.Engagement.Scope);
                Ended(TelemetryNames.EngageActivity, nothing.Elapsed, nothing.Command, "matches-nothing")
                    ?.SetStatus(ActivityStatusCode.Error)
                    .Dispose();
                break;
            case KillSwitchReset reset:
                foreach (var cleared in reset.Cleared)
                    Switch("reset", cleared.Scope);
                break;
        }
    }

    /// <summary>Notes how everything stands, for those who ask before the next time.</summary>
    /// <param name="sessions">Each session; null: its guardian does not answer.</param>
    /// <param name="killSwitch">The kill switch; null: it does not answer.</param>
    public void Observe(
        IReadOnlyList<(SessionKey Session, SessionStatus? Status)> sessions,
        KillSwitchState? killSwitch
    ) => _seen = new Seen(sessions, killSwitch);

    /// <inheritdoc/>
    public void Dispose()
    {
        Meter.Dispose();
        _activities.Dispose();
    }

    private void Cancel(SessionCancelOutcome outcome)
    {
        var (word, reason) = outcome switch
        {
            SessionCanceled => ("canceled", ""),
            SessionCancelPartial => ("partial", ""),
            SessionCancelDenied x => ("denied", x.Reason.Name()),
            SessionCancelRejected x => ("rejected", x.Reason.Name()),
            SessionCancelUnconfirmed x => ("unconfirmed", x.Reason.Name()),
            _ => throw ClosedUnion.Unhandled(outcome),
        };
        var session = Tag("session", outcome.Session);
        _cancels.Add(1, session, Tag("outcome", word), Tag("reason", reason));
        foreach (var attempt in outcome.Effort.Attempts)
            _attempts.Add(1, session, Tag("result", attempt.Result.Name()));
        if (outcome.Effort.AcceptedAfter is { } accepted)
            _timeToAcceptance.Record(accepted.TotalSeconds, session);
        if (outcome is SessionCanceled)
            _timeToFlat.Record(outcome.Effort.Elapsed.TotalSeconds, session);
        using var activity = Ended(TelemetryNames.CancelActivity, outcome.Effort.Elapsed, outcome.Command, word);
        activity?.SetTag("session", $"{outcome.Session}").SetTag("attempts", outcome.Effort.Attempts.Total);
        if (outcome is not SessionCanceled)
            activity?.SetStatus(ActivityStatusCode.Error, reason);
    }

    private void Switch(string what, KillSwitchScope scope) =>
        _killSwitch.Add(1, Tag("event", what), Tag("scope", scope.Breadth.Name()));

    /// <summary>An activity that is over already: it is told when it ends, so that nothing is kept open meanwhile.</summary>
    private Activity? Ended(string name, TimeSpan took, CommandId command, string outcome)
    {
        if (!_activities.HasListeners())
            return null;
        var end = _time.GetUtcNow();
        var activity = _activities.StartActivity(
            ActivityKind.Internal,
            tags: [new("command", command.Value), new("outcome", outcome)],
            startTime: end - took,
            name: name
        );
        activity?.SetEndTime(end.UtcDateTime);
        return activity;
    }

    private void Gauge(string name, string? unit, Func<SessionStatus, double> read) =>
        Meter.CreateObservableGauge(
            name,
            () => Known().Select(status => new Measurement<double>(read(status), Tag("session", status.Session))),
            unit
        );

    private IEnumerable<Measurement<int>> States() =>
        from one in _seen.Sessions
        from state in Enum.GetValues<SessionState>().Select(state => (SessionState?)state).Append(null)
        select new Measurement<int>(
            one.Status?.State == state ? 1 : 0,
            Tag("session", one.Session),
            Tag("state", state is { } known ? known.Name().ToLowerInvariant() : "silent")
        );

    private IEnumerable<Measurement<long>> Requests() =>
        from status in Known()
        from one in new[]
        {
            (Outcome: "answered", Count: status.Requests.Answered),
            (Outcome: "denied", Count: status.Requests.Denied),
            (Outcome: "rejected", Count: status.Requests.Rejected),
            (Outcome: "unconfirmed", Count: status.Requests.Unconfirmed),
        }
        select new Measurement<long>(one.Count, Tag("session", status.Session), Tag("outcome", one.Outcome));

    private IEnumerable<Measurement<int>> Engaged() =>
        _seen.KillSwitch switch
        {
            null => [],
            KillSwitchState.Clear => [new Measurement<int>(0)],
            KillSwitchState.Engaged engaged => [new Measurement<int>(engaged.Engagements.Count)],
            KillSwitchState.Unreadable => [new Measurement<int>(-1)],
            _ => throw ClosedUnion.Unhandled(_seen.KillSwitch),
        };

    private IEnumerable<SessionStatus> Known() => _seen.Sessions.Select(one => one.Status).OfType<SessionStatus>();

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, $"{value}");

    private sealed record Seen(
        IReadOnlyList<(SessionKey Session, SessionStatus? Status)> Sessions,
        KillSwitchState? KillSwitch
    );
}
