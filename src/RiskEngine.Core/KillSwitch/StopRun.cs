using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>Sessions that are being stopped for an engagement, by this node's guardians or reported by others.</summary>
/// <param name="Engagement">What is engaged.</param>
/// <param name="StartedAt">When it was heard of, on the running clock.</param>
/// <param name="DeadlineAt">When the report is due.</param>
/// <param name="Sessions">How far each session in the scope is.</param>
internal abstract record StopRun(
    Engagement Engagement,
    TimeSpan StartedAt,
    TimeSpan DeadlineAt,
    ImmutableDictionary<SessionKey, StopRun.Stopping> Sessions
)
{
    /// <summary>Its place among the runs of this node; 0: it has none yet.</summary>
    internal long Number { get; init; }

    /// <summary>When it is to be looked at again though nothing happens, on the running clock.</summary>
    internal virtual TimeSpan NextAt => NextCancelAt is { } again && again < DeadlineAt ? again : DeadlineAt;

    /// <summary>The part of the deadline that is left for the answers to come in.</summary>
    internal const double ShareForAnswers = 0.05;

    /// <summary>When the cancels must have ended, so that the report can still name how.</summary>
    internal TimeSpan CancelsEndAt => DeadlineAt - (DeadlineAt - StartedAt) * ShareForAnswers;

    /// <summary>When the next cancel is to be asked for that has to wait; null: none has.</summary>
    internal TimeSpan? NextCancelAt => Sessions.Values.Min(stopping => stopping.CancelAgainAt);

    internal bool IsWaitingFor(SessionKey session) =>
        Sessions.TryGetValue(session, out var stopping) && stopping.Applied is null;

    internal StopRun With(SessionKey session, Stopping stopping) =>
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

    /// <summary>What has the session's guardian pull what the engagement stops.</summary>
    internal SwitchEffect Pull(SessionKey session, TimeSpan now) =>
        Engagement.Scope is KillSwitchScope.Strategy { Id: var strategy }
            ? new SwitchEffect.StopStrategy(
                new StopStrategy(
                    session,
                    CancelId(session),
                    strategy,
                    Engagement.By,
                    Engagement.Reason,
                    Cancel(session, now).Deadline!.Value
                )
            )
            : new SwitchEffect.Cancel(Cancel(session, now));

    internal CommandId CancelId(SessionKey session) =>
        Sessions[session].Cancels is > 0 and var again ? CancelId(Engagement, again) : FirstCancel;

    /// <summary>Compared with each cancel that ends, so it is not made up for each.</summary>
    private CommandId FirstCancel { get; } = CancelId(Engagement, 0);

    /// <summary>The same wherever and however a node hears of the engagement, so that one session is canceled once for it.</summary>
    internal static CommandId CancelId(Engagement engagement, int cancels) =>
        new($"kill-{engagement.Epoch}-{engagement.Id.Run}-{engagement.Id.Number}-{cancels}");

    private protected IEnumerable<KeyValuePair<SessionKey, Stopping>> InOrder() =>
        Sessions.OrderBy(session => session.Key.ToString(), StringComparer.Ordinal);

    private protected ValueList<SessionKey> Unheard(Func<Stopping, bool> counts) =>
        InOrder().Where(x => x.Value.Applied is null && counts(x.Value)).Select(x => x.Key).ToValueList();

    /// <summary>One session on its way to a stop.</summary>
    internal sealed record Stopping
    {
        internal static readonly Stopping Begun = new();

        /// <summary>Whether its guardian is known not to be here.</summary>
        internal bool IsElsewhere { get; init; }

        /// <summary>Whether its guardian has said that it obeys the engagement.</summary>
        internal bool IsClosed { get; init; }

        /// <summary>How many cancels ended for a reason of the engine's own, and were asked for again.</summary>
        internal int Cancels { get; init; }

        /// <summary>When the next one is asked for; null: one is out, or none is wanted.</summary>
        internal TimeSpan? CancelAgainAt { get; init; }

        /// <summary>What the last of them did; null: it has not ended.</summary>
        internal KillSwitchEffect? Ended { get; init; }

        /// <summary>What has been acknowledged; null: nothing yet.</summary>
        internal KillSwitchApplied? Applied { get; init; }
    }
}
