using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>An engagement that was asked for here, and whose sessions are being stopped on every node.</summary>
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
    ImmutableDictionary<SessionKey, StopRun.Stopping> Sessions
) : StopRun(Engagement, StartedAt, DeadlineAt, Sessions)
{
    /// <summary>When it is said at the latest what the engagement outlives, on the running clock.</summary>
    internal required TimeSpan SaidBy { get; init; }

    /// <inheritdoc/>
    internal override TimeSpan NextAt
    {
        get
        {
            var at = Said is null && SaidBy < base.NextAt ? SaidBy : base.NextAt;
            foreach (var told in Nodes.Values)
                if (told.PausesUntil < at)
                    at = told.PausesUntil.Value;
            return at;
        }
    }

    /// <summary>What was said of the engagement; null: nothing yet.</summary>
    internal KillSwitchEngaged? Said { get; init; }

    /// <summary>The other nodes that were told of it.</summary>
    internal ImmutableDictionary<NodeName, Told> Nodes { get; init; } = ImmutableDictionary<NodeName, Told>.Empty;

    internal bool IsComplete => Sessions.Values.All(stopping => stopping.Applied is not null);

    internal bool HasNews => Sessions.Values.Any(stopping => stopping.Applied is not null);

    internal KillSwitchProgress Progress() =>
        new(
            Command.Id,
            Engagement.Id,
            Sessions.Values.Count(stopping => stopping.Applied is not null),
            Unheard(_ => true)
        );

    /// <summary>The one answer that ends the command.</summary>
    /// <param name="state">Who runs what.</param>
    /// <param name="now">The running clock.</param>
    /// <param name="early">Why it is given before its time; null: it is not.</param>
    internal object Report(SwitchState state, TimeSpan now, MissingSessionReason? early)
    {
        var proven = InOrder()
            .Select(session => session.Value.Applied)
            .OfType<KillSwitchApplied>()
            .Where(applied => applied.Effect.IsProven)
            .ToValueList();
        var missing = InOrder()
            .Where(session => session.Value.Applied is not { Effect.IsProven: true })
            .Select(session =>
                session.Value.Applied is { } applied ? new MissingSession(applied)
                : early is { } reason ? new MissingSession(session.Key, reason)
                : Missing(state, session.Key, session.Value)
            )
            .ToValueList();
        var elapsed = now - StartedAt;
        var scopes = new AccountScopes(state);
        var unknown = InOrder()
            .Select(x => x.Key)
            .Where(x => scopes.PartOf(Engagement.Scope, x) == AccountPart.Unknown)
            .ToValueList();
        if (Sessions.IsEmpty || ((early is null || missing.Count == 0) && MatchesNothing(missing)))
            return new KillSwitchMatchesNothing(
                Command.Id,
                Engagement,
                NearScopes.Of(Engagement.Scope, Known(state)),
                proven,
                missing,
                elapsed
            )
            {
                UnknownAccounts = unknown,
            };
        return missing.Count == 0
            ? new KillSwitchCompleted(Command.Id, Engagement, proven, elapsed) { UnknownAccounts = unknown }
            : new KillSwitchIncomplete(Command.Id, Engagement, proven, missing, elapsed) { UnknownAccounts = unknown };
    }

    /// <summary>Whether nothing that is known goes by the name that was given.</summary>
    private bool MatchesNothing(ValueList<MissingSession> missing) =>
        Engagement.Scope switch
        {
            // Sessions whose account is not known are stopped, but the name is theirs no more than anybody's.
            KillSwitchScope.Account account => !Sessions.Keys.Any(session =>
                session.Exchange == account.At && session.Account == account.Name
            ),
            KillSwitchScope.Strategy => missing.Count == 0
                && Sessions.Values.All(x => x.Applied?.Effect is KillSwitchEffect.StrategyStopped { IsKnown: false }),
            KillSwitchScope.Everything or KillSwitchScope.Exchange or KillSwitchScope.Session => Sessions.Count == 0,
            _ => throw ClosedUnion.Unhandled(Engagement.Scope),
        };

    /// <summary>Every scope that something goes by.</summary>
    private static IEnumerable<KillSwitchScope> Known(SwitchState state)
    {
        foreach (var session in state.AllSessions)
        {
            yield return new KillSwitchScope.Exchange(session.Exchange);
            yield return new KillSwitchScope.Session(session);
            if (session.Account != AccountName.OfTheKey)
                yield return new KillSwitchScope.Account(session.Exchange, session.Account);
        }

        foreach (var strategy in state.Strategies.Values.SelectMany(x => x))
            yield return new KillSwitchScope.Strategy(strategy);
    }

    /// <summary>Why nothing is known of a session: it is named with the node that runs it, or nobody does.</summary>
    private MissingSession Missing(SwitchState state, SessionKey session, Stopping stopping)
    {
        var holder = state.View?.HolderOf(session);
        var isHere = !stopping.IsElsewhere && (holder is null || holder == state.Node || stopping.IsClosed);
        if (isHere)
            return new MissingSession(session, MissingSessionReason.NoAcknowledgment)
            {
                Node = state.View is null ? null : state.Node,
            };
        if (holder is null || holder == state.Node)
            return new MissingSession(session, MissingSessionReason.NoGuardian);
        var reason = Nodes.GetValueOrDefault(holder)?.Report switch
        {
            null => MissingSessionReason.NodeUnreachable,
            { Waiting: var waiting, Early: var early } when waiting.Contains(session) => early
                ?? MissingSessionReason.NoAcknowledgment,
            _ => MissingSessionReason.NoGuardian,
        };
        return new MissingSession(session, reason) { Node = holder };
    }

    /// <summary>How it stands with a node that was told.</summary>
    /// <param name="IsOut">Whether its answer is awaited.</param>
    /// <param name="PausesUntil">When it may be told again; null: it may, or its answer is awaited.</param>
    /// <param name="Report">Its latest answer; null: none was heard.</param>
    internal sealed record Told(bool IsOut, TimeSpan? PausesUntil, SwitchReport? Report)
    {
        /// <summary>Which page of its answer is awaited: the sessions after this one. Null: the first.</summary>
        internal SessionKey? After { get; init; }

        /// <summary>Its answer, with the pages before it.</summary>
        internal SwitchReport With(SwitchReport page) =>
            After is null || Report is null
                ? page
                : page with
                {
                    Applied = Report.Applied.Concat(page.Applied).ToValueList(),
                    Waiting = Report.Waiting.Concat(page.Waiting).ToValueList(),
                };
    }
}
