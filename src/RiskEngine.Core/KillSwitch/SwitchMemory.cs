namespace RiskEngine.Core;

/// <summary>The switch and its log: what is stored, what is not yet, and what others wrote.</summary>
internal static class SwitchMemory
{
    private static readonly RequestedBy.Engine CutOff = new("coordination-loss");

    internal static void Store(SwitchTurn turn, KillSwitchRecord record)
    {
        turn.State = turn.State with { Unstored = turn.State.Unstored.Add(record) };
        turn.Add(new SwitchEffect.Store(record));
    }

    internal static void Stored(SwitchTurn turn, KillSwitchRecord record, KillSwitchAppend result)
    {
        var engagement = (record as KillSwitchRecord.Engage)?.Engagement;
        var run = engagement is null
            ? null
            : turn.State.Runs.Of(engagement.Id).OfType<EngageRun>().FirstOrDefault(x => x.Engagement == engagement);
        switch (result)
        {
            case KillSwitchAppend.Kept kept:
                turn.State = turn.State with { Unstored = turn.State.Unstored.Remove(record) };
                turn.StoreIsWell();
                if (run is { Said: null })
                    Engaging.Say(turn, run, kept.Durability);
                else if (engagement is not null && kept.Durability > KillSwitchDurability.ThisProcess)
                    turn.Add(new SwitchEffect.Publish(new KillSwitchStored(engagement, kept.Durability)));
                break;
            case KillSwitchAppend.Failed failed:
                turn.Trouble(failed.Failure);
                Mistrust(turn, failed.Failure);
                turn.State = turn.State with { StoreAgainAt = turn.Running + turn.Limits.StoreRetry };
                if (run is { Said: null })
                    Engaging.Say(turn, run, KillSwitchDurability.ThisProcess);
                break;
            default:
                throw ClosedUnion.Unhandled(result);
        }
    }

    internal static void Read(SwitchTurn turn, SwitchInput.LogRead read)
    {
        switch (read.Reading)
        {
            case KillSwitchReading.Complete complete:
                Learn(turn, complete.History, read.Taken);
                Resetting.NotFound(turn, read.AskedAt);
                break;
            case KillSwitchReading.Failed failed:
                turn.Trouble(failed.Failure);
                turn.State = turn.State with { ReadAgainAt = turn.Running + turn.Limits.StoreRetry };
                // What was read before still counts, but for a store that is not the one any more that it was read from.
                if (turn.State.Unreadable is null && failed.Failure.Fault is not StoreFault.Replaced)
                    break;
                var state = (KillSwitchState.Unreadable)failed.State(turn.State.Approvals);
                turn.State = turn.State.Know(turn.State.History, state.Reason);
                turn.SetGates(KillSwitchScope.Everything.Instance);
                break;
            default:
                throw ClosedUnion.Unhandled(read.Reading);
        }
    }

    /// <summary>Counts as engaged when the store is not the one any more that was read, and until that can be read again.</summary>
    internal static void Mistrust(SwitchTurn turn, StoreFailure failure)
    {
        if (failure.Fault is not StoreFault.Replaced || turn.State.Unreadable is not null)
            return;
        turn.State = turn.State.Know(turn.State.History, KillSwitchUnreadableReason.Replaced) with
        {
            ReadAgainAt = turn.Running + turn.Limits.StoreRetry,
        };
        turn.SetGates(KillSwitchScope.Everything.Instance);
    }

    /// <summary>Halts everything until the log has been read again: nobody here can tell what others have engaged.</summary>
    internal static void Lose(SwitchTurn turn, bool cancels)
    {
        turn.State = turn.State.Know(turn.State.History, KillSwitchUnreadableReason.Unavailable) with
        {
            IsCutOff = true,
            ReadAgainAt = turn.Running + turn.Limits.StoreRetry,
        };
        turn.SetGates(KillSwitchScope.Everything.Instance);
        if (!cancels)
            return;
        foreach (var session in turn.State.Sessions)
            turn.Add(
                new SwitchEffect.Cancel(
                    new CancelSession(
                        session,
                        new CommandId($"lost-{turn.Now.Wall:yyyyMMddHHmmssffffff}"),
                        null,
                        CutOff,
                        new Reason("the store that the nodes share does not answer")
                    )
                )
            );
    }

    /// <summary>Stores again what no store has, and reads again what could not be read, when it is time.</summary>
    internal static void TryAgain(SwitchTurn turn)
    {
        if (turn.State.StoreAgainAt <= turn.Running)
        {
            turn.State = turn.State with { StoreAgainAt = null };
            foreach (var record in turn.State.Unstored)
                turn.Add(new SwitchEffect.Store(record));
        }

        if (turn.State.ReadAgainAt > turn.Running || turn.State.ReadAgainAt is null)
            return;
        turn.State = turn.State with { ReadAgainAt = null };
        turn.ReadLog();
    }

    /// <summary>Takes in what another node has told. What the store is missing of it, it gets with its next reading.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="told">What was told.</param>
    /// <param name="begun">The engagement whose cancels are about to be asked for, in its own name and time; null: none.</param>
    internal static void Merge(SwitchTurn turn, KillSwitchHistory told, EngagementId? begun)
    {
        var before = turn.State.History;
        var added = told.Except(before);
        if (added.Count == 0)
            return;
        turn.State = turn.State.Know(before.Merge(told));
        Found(turn, before, added, taken: null, begun);
    }

    /// <summary>Forgets the details of what was cleared long ago. The log has them.</summary>
    internal static void Fold(SwitchTurn turn)
    {
        var (before, limit) = (turn.State.History, turn.Limits.MostCleared);
        if (before.CountCleared(turn.State.Approvals) <= limit)
            return;
        // An eighth more than has to be: so it is not done for each.
        var after = before.Fold(turn.State.Approvals, limit - limit / 8);
        turn.State = turn.State.Know(after);
        turn.Add(new SwitchEffect.Folded(after.Folded - before.Folded, after.CountCleared(turn.State.Approvals)));
    }

    /// <summary>
    /// What a first reading has to tell besides how it stands: the latest resets that were made here. Whoever made them may have
    /// died before it knew that they were stored; then nobody was told, and what they cleared is about to open.
    /// </summary>
    internal static IEnumerable<KillSwitchRecord.Reset> LatestResets(
        SwitchState state,
        IEnumerable<KillSwitchRecord> read
    )
    {
        var own = read.OfType<KillSwitchRecord.Reset>().Where(x => x.Node == state.Node).ToList();
        // One that is in doubt for longer has been answered so, and was read again ever since.
        return own.Count == 0 ? [] : own.Where(x => x.At >= own.Max(y => y.At) - state.Limits.LongestDeadline);
    }

    private static void Learn(SwitchTurn turn, KillSwitchHistory read, SessionKey? taken)
    {
        var before = turn.State.History;
        var added = read.Except(before);
        var (unreadable, wasRead) = (turn.State.Unreadable, turn.State.WasRead);
        turn.State = turn.State.Know(
            before.Merge(read),
            turn.State.IsCutOff ? KillSwitchUnreadableReason.Unavailable : null
        ) with
        {
            ReadAgainAt = null,
        };
        turn.StoreIsWell();
        // A log that lost what stops, such as an old copy put in its place, gets it back.
        foreach (var record in before.Except(read).Where(Stops))
            if (!turn.State.Unstored.Contains(record))
                Store(turn, record);
        var news = wasRead ? added : [.. LatestResets(turn.State, added)];
        foreach (var record in KillSwitchHistory.InOrder(news))
            turn.Add(new SwitchEffect.Audit(new AuditEntry.Learned(turn.Now.Wall, turn.State.Node, null, record)));
        Found(turn, before, added, taken, begun: null);
        if (unreadable is not null && added.Count == 0)
            turn.SetGates(KillSwitchScope.Everything.Instance);
        turn.State = turn.State with { WasRead = true };
    }

    /// <summary>Whether orders are stopped by it; of a newer build's record nobody here knows, so it counts as one that does.</summary>
    private static bool Stops(KillSwitchRecord record) =>
        record switch
        {
            KillSwitchRecord.Engage or KillSwitchRecord.Unknown => true,
            KillSwitchRecord.Reset => false,
            _ => throw ClosedUnion.Unhandled(record),
        };

    /// <summary>
    /// Says what has changed, and only then lets the guardians know; pulls what is found engaged, ends the runs of what is
    /// found reset, and answers for resets that were in doubt.
    /// </summary>
    private static void Found(
        SwitchTurn turn,
        KillSwitchHistory before,
        IReadOnlyCollection<KillSwitchRecord> added,
        SessionKey? taken,
        EngagementId? begun
    )
    {
        var (history, approvals) = (turn.State.History, turn.State.Approvals);
        if (added.Count > 0)
        {
            turn.Announce(before, added, isLearned: true);
            Resetting.Found(turn, before);
            turn.SetGates(KillSwitchScope.Everything.Instance);
            Engaging.Cleared(turn, SwitchTurn.Concerned(added).Where(x => !history.Holds(x, approvals)));
        }

        if (!turn.Limits.CancelsAtStart)
            return;
        var found = added
            .OfType<KillSwitchRecord.Engage>()
            .Select(x => x.Engagement)
            .Where(x => x.Id != begun && history.Holds(x, approvals))
            .Order(Engagement.WidestFirst)
            .ToList();
        foreach (var session in turn.State.Sessions)
            PullAll(turn, session, session == taken ? history.Holding(approvals) : (IReadOnlyList<Engagement>)found);
    }

    /// <summary>Pulls what is found engaged, as far as that is wanted.</summary>
    internal static void Pull(SwitchTurn turn, IReadOnlyList<Engagement> found)
    {
        if (turn.Limits.CancelsAtStart)
            foreach (var session in turn.State.Sessions)
                PullAll(turn, session, found);
    }

    private static void PullAll(SwitchTurn turn, SessionKey session, IReadOnlyList<Engagement> found)
    {
        Pull(turn, session, found);
        Stop(turn, session, found);
    }

    /// <summary>Pulls the orders of strategies that are found engaged, each by itself.</summary>
    private static void Stop(SwitchTurn turn, SessionKey session, IEnumerable<Engagement> found)
    {
        foreach (var engagement in found)
            if (
                engagement.Scope is KillSwitchScope.Strategy { Id: var strategy }
                && !turn.State.Runs.Of(engagement.Id).Any(run => run.IsWaitingFor(session))
            )
                turn.Add(
                    new SwitchEffect.StopStrategy(
                        new StopStrategy(
                            session,
                            FoundId(engagement),
                            strategy,
                            engagement.By,
                            engagement.Reason,
                            turn.Limits.LongestDeadline
                        )
                    )
                );
    }

    private static CommandId FoundId(Engagement engagement) =>
        new($"found-{engagement.Epoch}-{engagement.Id.Run}-{engagement.Id.Number}");

    /// <summary>
    /// Pulls the orders of a session that is found engaged: whoever engaged it may not have come that far. It is given as long as
    /// any cancel, since the time that was named for the engagement is not known here.
    /// </summary>
    private static void Pull(SwitchTurn turn, SessionKey session, IEnumerable<Engagement> found)
    {
        var scopes = new AccountScopes(turn.State);
        // A run of the engagement here asks for its own.
        if (
            found.FirstOrDefault(x =>
                x.Scope is not KillSwitchScope.Strategy
                && scopes.Holds(x.Scope, session)
                && !turn.State.Runs.Of(x.Id).Any(run => run.IsWaitingFor(session))
            ) is
            { } engagement
        )
            turn.Add(
                new SwitchEffect.Cancel(
                    new CancelSession(
                        session,
                        FoundId(engagement),
                        null,
                        engagement.By,
                        engagement.Reason,
                        turn.Limits.LongestDeadline
                    )
                )
            );
    }
}
