namespace RiskEngine.Core;

/// <summary>One decision of the kill switch in the making.</summary>
internal sealed class SwitchTurn(SwitchState state, Moment now)
{
    private readonly List<SwitchEffect> _effects = [];
    private readonly SortedSet<long> _touched = [];

    internal SwitchState State { get; set; } = state;

    internal SwitchLimits Limits => State.Limits;

    internal Moment Now => now;

    internal TimeSpan Running => now.Running;

    internal void Add(SwitchEffect effect) => _effects.Add(effect);

    /// <summary>Tells everyone who sent the command, and the trail.</summary>
    internal void Tell(CommandId command, object news, bool isLast)
    {
        Add(new SwitchEffect.Tell(command, news, isLast));
        if (news is not KillSwitchProgress)
            Add(new SwitchEffect.Audit(new AuditEntry.ToldOfSwitch(now.Wall, State.Node, command, news)));
    }

    /// <summary>Has every guardian with something to stop obey how the switch stands now.</summary>
    internal void SetGates(KillSwitchScope scope)
    {
        var scopes = new AccountScopes(State);
        foreach (var session in State.Sessions.Where(x => scopes.Holds(scope, x)))
            Add(new SwitchEffect.SetGate(session, scopes.Concerning(session)));
    }

    /// <summary>Has one guardian obey how the switch stands now.</summary>
    internal void SetGate(SessionKey session) =>
        Add(new SwitchEffect.SetGate(session, new AccountScopes(State).Concerning(session)));

    internal void ReadLog() => Add(new SwitchEffect.ReadLog(Running));

    /// <summary>Tells whoever listens on this node what holds now that did not, and what no longer does.</summary>
    /// <param name="before">What was known before.</param>
    /// <param name="isLearned">Whether it was done elsewhere, or before.</param>
    /// <param name="added">The records that are known since.</param>
    internal void Announce(KillSwitchHistory before, IEnumerable<KillSwitchRecord> added, bool isLearned)
    {
        var (after, approvals) = (State.History, State.Approvals);
        var concerned = Concerned(added).Distinct().Where(x => after.Find(x.Id) == x).ToList();
        var engaged = concerned
            .Where(x => after.Holds(x, approvals) && !before.Holds(x, approvals))
            .Order(Engagement.WidestFirst)
            .ToValueList();
        // The first reading says how it stands, not what has happened: all that was ever cleared would be news. What was
        // cleared here last may be: see there.
        var told = State.WasRead ? concerned : [.. Concerned(SwitchMemory.LatestResets(State, added)).Distinct()];
        var cleared = told.Where(x => after.Find(x.Id) == x && !after.Holds(x, approvals) && IsNews(x))
            .OrderBy(x => x.Epoch)
            .ThenBy(x => $"{x.Id}", StringComparer.Ordinal)
            .ToValueList();
        if (engaged.Count + cleared.Count > 0)
            Add(
                new SwitchEffect.Publish(
                    new KillSwitchChanged(
                        State.Node,
                        engaged,
                        cleared,
                        KillSwitchRules.People(after, cleared),
                        isLearned,
                        State.Switch
                    )
                )
            );

        bool IsNews(Engagement engagement) =>
            before.Holds(engagement, approvals) || before.Find(engagement.Id) != engagement;
    }

    /// <summary>Begins a run; it gets its number.</summary>
    internal void Begin(StopRun run)
    {
        State = State with { Runs = State.Runs.Add(run) };
        _touched.Add(State.Runs.Last);
    }

    /// <summary>Puts a run, as it is now, in its place.</summary>
    internal void Set(StopRun run)
    {
        State = State with { Runs = State.Runs.Set(run) };
        _touched.Add(run.Number);
    }

    /// <summary>The runs that this decision has changed, or that have something due: nothing is to be done for the others.</summary>
    internal IEnumerable<StopRun> Touched()
    {
        _touched.UnionWith(State.Runs.DueBy(Running));
        foreach (var number in _touched.ToList())
            if (State.Runs.Find(number) is { } run)
                yield return run;
    }

    /// <summary>The engagements of which records say something.</summary>
    internal static IEnumerable<Engagement> Concerned(IEnumerable<KillSwitchRecord> records) =>
        records.SelectMany(Concerned);

    private static ValueList<Engagement> Concerned(KillSwitchRecord record) =>
        record switch
        {
            KillSwitchRecord.Engage engage => [engage.Engagement],
            KillSwitchRecord.Reset reset => reset.Cleared,
            KillSwitchRecord.Unknown => [],
            _ => throw ClosedUnion.Unhandled(record),
        };

    /// <summary>Raises the matter once, until the store is well again.</summary>
    internal void Trouble(StoreFailure failure)
    {
        if (!State.IsStoreInTrouble)
            Add(new SwitchEffect.StoreTrouble(failure));
        State = State with { IsStoreInTrouble = true };
    }

    internal void StoreIsWell()
    {
        if (!State.IsStoreInTrouble || !State.Unstored.IsEmpty || State.Unreadable is not null)
            return;
        Add(new SwitchEffect.StoreTrouble(null));
        State = State with { IsStoreInTrouble = false };
    }

    internal SwitchDecision End(TimeSpan? wakeAt) => new(State, _effects.ToValueList(), wakeAt);
}
