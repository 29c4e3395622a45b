namespace RiskEngine.Core;

/// <summary>One decision of the kill switch in the making.</summary>
internal sealed class SwitchTurn(SwitchState state, Moment now)
{
    private readonly List<SwitchEffect> _effects = [];

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
        foreach (var session in State.Sessions.Where(scope.Concerns))
            Add(new SwitchEffect.SetGate(session, State.Switch));
    }

    internal void ReadLog() => Add(new SwitchEffect.ReadLog(Running));

    /// <summary>Tells whoever listens on this node what holds now that did not, and what no longer does.</summary>
    /// <param name="before">What was known before.</param>
    /// <param name="isLearned">Whether it was done elsewhere, or before.</param>
    internal void Announce(KillSwitchHistory before, bool isLearned)
    {
        var (after, approvals) = (State.History, Limits.Approvals);
        var engaged = after.Holding(approvals).Where(x => !before.Holds(x, approvals)).ToValueList();
        // The first reading says how it stands, not what has happened: all that was ever cleared would be news.
        var cleared = State.WasRead ? after.Cleared(approvals).Where(IsNews).ToValueList() : [];
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

    internal void Replace(StopRun before, StopRun after) =>
        State = State with { Runs = State.Runs.Replace(before, after) };

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
