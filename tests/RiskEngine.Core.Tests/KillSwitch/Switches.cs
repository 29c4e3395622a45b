namespace RiskEngine.Core.Tests;

/// <summary>What kill-switch tests are made of.</summary>
internal static class Switches
{
    internal static readonly NodeName Desk = new("desk-1");
    internal static readonly NodeName Other = new("desk-2");
    internal static readonly EngineRunId Run = new(1);
    internal static readonly RequestedBy.Person Ann = new("ann");
    internal static readonly RequestedBy.Person Bob = new("bob");
    internal static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    internal static readonly SessionKey Maker = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("maker-1")
    );

    internal static readonly SessionKey Taker = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("taker-1")
    );

    internal static readonly SwitchLimits Usual = new(
        Deadline: Given.Sec(10),
        LongestDeadline: Given.Sec(60),
        StorePatience: Given.Sec(2),
        StoreRetry: Given.Sec(1),
        ResetApprovals.OnePerson,
        CancelsAtStart: true,
        RememberedAnswers: 10
    );

    internal static readonly KillSwitchScope Everything = KillSwitchScope.Everything.Instance;
    internal static readonly KillSwitchScope MakerOnly = new KillSwitchScope.Session(Maker);

    internal static KillSwitchRecord.Engage Engaged(
        KillSwitchHistory history,
        KillSwitchScope scope,
        NodeName? node = null,
        RequestedBy? by = null
    ) =>
        KillSwitchRules.Engage(
            history,
            new EngageKillSwitch(scope, new CommandId("engage"), by ?? Ann, new Reason("spread gone")),
            At,
            new EngagementId(node ?? Desk, Run, history.Count + 1)
        );

    internal static readonly EngagementId Unknown = new(new NodeName("nowhere"), Run, 1);

    /// <summary>What a person names who has seen all of a scope's engagements up to an epoch; an unknown one where there is none.</summary>
    internal static ValueList<EngagementId> Seen(KillSwitchHistory history, KillSwitchScope scope, long upTo) =>
        history
            .Records.OfType<KillSwitchRecord.Engage>()
            .Select(x => x.Engagement)
            .Where(x => x.Scope == scope && x.Epoch.Value <= upTo)
            .Select(x => x.Id)
            .DefaultIfEmpty(Unknown)
            .ToValueList();

    internal static ResetDecision Reset(
        KillSwitchHistory history,
        KillSwitchScope scope,
        long upTo,
        RequestedBy.Person? person = null,
        ResetApprovals approvals = ResetApprovals.OnePerson,
        NodeName? node = null
    ) =>
        KillSwitchRules.Reset(
            history,
            approvals,
            new ResetKillSwitch(
                Seen(history, scope, upTo),
                new CommandId("reset"),
                person ?? Ann,
                new Reason("mended")
            ),
            At,
            node ?? Desk
        );

    internal static KillSwitchHistory AfterReset(
        KillSwitchHistory history,
        KillSwitchScope scope,
        long upTo,
        RequestedBy.Person? person = null,
        ResetApprovals approvals = ResetApprovals.OnePerson
    ) =>
        Reset(history, scope, upTo, person, approvals) switch
        {
            ResetDecision.Clears clears => clears.After,
            ResetDecision.Waits waits => waits.After,
            var denied => throw new ShouldAssertException($"{denied}"),
        };

    internal static KillSwitchState State(this KillSwitchHistory history) => history.State(ResetApprovals.OnePerson);
}
