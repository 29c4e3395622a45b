using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>An engagement whose sessions are being stopped.</summary>
/// <param name="Command">What was asked.</param>
/// <param name="Engagement">What is engaged.</param>
/// <param name="StartedAt">When the command arrived, on the running clock.</param>
/// <param name="DeadlineAt">When the report is due.</param>
/// <param name="Sessions">How far each session in the scope is.</param>
internal sealed record EngageRun(
    EngageKillSwitch Command,
    Engagement Engagement,
    TimeSpan StartedAt,
    TimeSpan DeadlineAt,
    ImmutableDictionary<SessionKey, EngageRun.Stopping> Sessions
)
{
    /// <summary>The part of the deadline that is left for the answers to come in.</summary>
    private const double ShareForAnswers = 0.05;

    /// <summary>What was said of the engagement; null: nothing yet.</summary>
    internal KillSwitchEngaged? Said { get; init; }

    internal bool IsComplete => Sessions.Values.All(stopping => stopping.Applied is not null);

    /// <summary>When the cancels must have ended, so that the report can still name how.</summary>
    internal TimeSpan CancelsEndAt => DeadlineAt - (DeadlineAt - StartedAt) * ShareForAnswers;

    /// <summary>Whether the session's orders are to be pulled; a strategy's scope only denies new ones.</summary>
    internal bool Pulls(SessionKey session) => Engagement.Scope.Covers(session, null);

    internal EngageRun With(SessionKey session, Stopping stopping) =>
        this with
        {
            Sessions = Sessions.SetItem(session, stopping),
        };

    internal CancelSession Cancel(SessionKey session, TimeSpan now) =>
        new(
            session,
            CancelId(session),
            null,
            Engagement.By,
            Engagement.Reason,
            CancelsEndAt > now ? CancelsEndAt - now : TimeSpan.FromMilliseconds(1)
        );

    internal CommandId CancelId(SessionKey session) =>
        new($"kill-{Engagement.Id.Epoch}-{Engagement.At:yyyyMMddHHmmssffffff}-{Sessions[session].Cancels}");

    internal KillSwitchProgress Progress() =>
        new(
            Command.Id,
            Engagement.Id,
            Sessions.Values.Count(stopping => stopping.Applied is not null),
            InOrder().Where(session => session.Value.Applied is null).Select(session => session.Key).ToValueList()
        );

    /// <summary>The one answer that ends the command.</summary>
    /// <param name="now">The running clock.</param>
    /// <param name="unheard">Why nothing is proven of a session that has not acknowledged.</param>
    internal object Report(TimeSpan now, MissingSessionReason unheard)
    {
        var proven = InOrder()
            .Select(session => session.Value.Applied)
            .OfType<KillSwitchApplied>()
            .Where(applied => applied.Effect.IsProven)
            .ToValueList();
        var missing = InOrder()
            .Where(session => session.Value.Applied is not { Effect.IsProven: true })
            .Select(session =>
                session.Value.Applied is { } applied
                    ? new MissingSession(applied)
                    : new MissingSession(session.Key, unheard)
            )
            .ToValueList();
        var elapsed = now - StartedAt;
        return missing.Count == 0
            ? new KillSwitchCompleted(Command.Id, Engagement, proven, elapsed)
            : new KillSwitchIncomplete(Command.Id, Engagement, proven, missing, elapsed);
    }

    private IEnumerable<KeyValuePair<SessionKey, Stopping>> InOrder() =>
        Sessions.OrderBy(session => session.Key.ToString(), StringComparer.Ordinal);

    /// <summary>One session on its way to a stop.</summary>
    internal sealed record Stopping
    {
        internal static readonly Stopping Begun = new();

        /// <summary>Whether its guardian has said that it obeys the engagement.</summary>
        internal bool IsClosed { get; init; }

        /// <summary>How many cancels ended for a reason of the engine's own, and were asked for again.</summary>
        internal int Cancels { get; init; }

        /// <summary>How the last of them ended; null: it has not.</summary>
        internal SessionCancelOutcome? Ended { get; init; }

        /// <summary>What has been acknowledged; null: nothing yet.</summary>
        internal KillSwitchApplied? Applied { get; init; }
    }
}
