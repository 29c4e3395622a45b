namespace RiskEngine.Core.Tests;

/// <summary>A story about one node's kill switch on a virtual clock: inputs go in, effects are taken out in order.</summary>
internal sealed class SwitchScript
{
    private readonly List<SwitchEffect> _unclaimed = [];
    private TimeSpan? _wakeAt;
    private int _commands;

    internal SwitchScript(
        SwitchLimits? limits = null,
        KillSwitchReading? reading = null,
        EngineRunId? run = null,
        params ValueList<SessionKey> others
    )
    {
        Now = new Moment(Given.Noon, Given.Sec(60));
        State = SwitchState.Initial(
            Switches.Desk,
            run ?? Switches.Run,
            limits ?? Switches.Usual,
            [Switches.Maker, Switches.Taker, .. others]
        );
        Feed(new SwitchInput.LogRead(reading ?? new KillSwitchReading.Complete(KillSwitchHistory.Empty)));
        if (reading is null)
            _unclaimed.Clear();
    }

    internal Moment Now { get; private set; }

    internal SwitchState State { get; private set; }

    internal IReadOnlyList<SwitchEffect> Unclaimed => _unclaimed;

    internal EngageKillSwitch Engages(KillSwitchScope scope, TimeSpan? deadline = null)
    {
        var id = new CommandId($"engage-{++_commands}");
        return Engages(new EngageKillSwitch(scope, id, Switches.Ann, new Reason("spread gone"), deadline));
    }

    internal EngageKillSwitch Engages(EngageKillSwitch command)
    {
        Feed(new SwitchInput.EngageAsked(command));
        return command;
    }

    internal ResetKillSwitch Resets(KillSwitchScope scope, long upTo, RequestedBy.Person? person = null)
    {
        var id = new CommandId($"reset-{++_commands}");
        return Resets(
            new ResetKillSwitch(
                Switches.Seen(State.History, scope, upTo),
                id,
                person ?? Switches.Ann,
                new Reason("mended")
            )
        );
    }

    internal ResetKillSwitch Resets(params EngagementId[] engagements)
    {
        var id = new CommandId($"reset-{++_commands}");
        return Resets(new ResetKillSwitch([.. engagements], id, Switches.Ann, new Reason("mended")));
    }

    internal ResetKillSwitch Resets(ResetKillSwitch command)
    {
        Feed(new SwitchInput.ResetAsked(command));
        return command;
    }

    /// <summary>The store has the record.</summary>
    internal void Keeps(KillSwitchRecord record, KillSwitchDurability durability = KillSwitchDurability.ThisNode) =>
        Feed(new SwitchInput.Stored(record, new KillSwitchAppend.Kept(durability)));

    internal void FailsToKeep(KillSwitchRecord record) =>
        Feed(new SwitchInput.Stored(record, new KillSwitchAppend.Failed(Failure(StoreFault.Full))));

    /// <summary>The connection broke before the store had answered.</summary>
    internal void BreaksOff(KillSwitchRecord record) =>
        Feed(new SwitchInput.Stored(record, new KillSwitchAppend.Failed(Failure(StoreFault.Interrupted))));

    internal void Closes(SessionKey session) =>
        Feed(
            new SwitchInput.GateKnown(new SessionGate(session, State.Switch.Concerning(session)))
            {
                Strategies = [new StrategyId("grid")],
            }
        );

    /// <summary>A guardian has read whose account its key acts on.</summary>
    internal void Trades(SessionKey session, string account) =>
        Feed(new SwitchInput.AccountKnown(new SessionAccount(session, new AccountIdentity.Known(account))));

    internal void Ends(CancelSession cancel, SessionCancelOutcome? outcome = null) =>
        Feed(new SwitchInput.CancelEnded(outcome ?? Canceled(cancel)));

    internal void Ends(StopStrategy stop, StrategyOrders? orders = null, bool isKnown = true) =>
        Feed(
            new SwitchInput.StrategyStopped(
                new StrategyStopEnded(stop.Session, stop.Id, isKnown, orders ?? StrategyOrders.None)
            )
        );

    internal void Reads(KillSwitchReading reading) => Feed(new SwitchInput.LogRead(reading));

    /// <summary>The log was read when it was asked for, and says this.</summary>
    internal void ReadsAsAsked(params KillSwitchRecord[] records) =>
        Feed(
            new SwitchInput.LogRead(new KillSwitchReading.Complete(KillSwitchHistory.Of(records)))
            {
                AskedAt = MustHaveRead(),
            }
        );

    internal void Passes(TimeSpan time)
    {
        var until = Now.Running + time;
        while (_wakeAt is { } alarm && alarm <= until)
        {
            Advance(alarm - Now.Running);
            Feed(new SwitchInput.Woke());
        }

        Advance(until - Now.Running);
    }

    internal void Feed(SwitchInput input)
    {
        var decision = SwitchConductor.Decide(State, input, Now);
        (State, _wakeAt) = (decision.State, decision.WakeAt);
        _unclaimed.AddRange(decision.Effects);
    }

    internal KillSwitchState MustHaveSetGate(SessionKey session) =>
        Claim<SwitchEffect.SetGate>(set => set.Session == session, $"the gate of {session} set").Switch;

    internal void MustNotHaveSetGate(SessionKey session) =>
        _unclaimed.OfType<SwitchEffect.SetGate>().ShouldNotContain(set => set.Session == session);

    /// <summary>How the switch stands for a guardian after all that it was told, of which nothing else is asked.</summary>
    internal KillSwitchState LatestGate(SessionKey session)
    {
        var latest = _unclaimed.OfType<SwitchEffect.SetGate>().Last(set => set.Session == session);
        _unclaimed.RemoveAll(x => x is SwitchEffect.SetGate set && set.Session == session);
        return latest.Switch;
    }

    internal CancelSession MustHaveCanceled(SessionKey session) =>
        Claim<SwitchEffect.Cancel>(cancel => cancel.Command.Session == session, $"{session} canceled").Command;

    internal StopStrategy MustHaveStopped(SessionKey session) =>
        Claim<SwitchEffect.StopStrategy>(
            stop => stop.Command.Session == session,
            $"a strategy stopped in {session}"
        ).Command;

    internal KillSwitchRecord MustHaveStored() => Claim<SwitchEffect.Store>(_ => true, "something stored").Record;

    /// <returns>When it was asked for.</returns>
    internal TimeSpan MustHaveRead() => Claim<SwitchEffect.ReadLog>(_ => true, "the log read").AskedAt;

    internal T MustTell<T>(CommandId command) =>
        Claim<SwitchEffect.Tell>(tell => tell.Command == command && tell.Event is T, $"{command} told {typeof(T).Name}")
            .Event.ShouldBeOfType<T>();

    internal T MustTellAgain<T>() =>
        Claim<SwitchEffect.TellAgain>(again => again.Event is T, $"a {typeof(T).Name} told again")
            .Event.ShouldBeOfType<T>();

    internal T MustPublish<T>() =>
        Claim<SwitchEffect.Publish>(publish => publish.Event is T, $"a {typeof(T).Name} published")
            .Event.ShouldBeOfType<T>();

    internal T MustAudit<T>()
        where T : AuditEntry =>
        Claim<SwitchEffect.Audit>(audit => audit.Entry is T, $"a {typeof(T).Name} in the trail")
            .Entry.ShouldBeOfType<T>();

    internal StoreFailure? MustSayOfStore() =>
        Claim<SwitchEffect.StoreTrouble>(_ => true, "the store's trouble").Failure;

    internal void MustNotDo<T>()
        where T : SwitchEffect => _unclaimed.OfType<T>().ShouldBeEmpty();

    internal void MustNotTell<T>() =>
        _unclaimed.OfType<SwitchEffect.Tell>().Where(tell => tell.Event is T).ShouldBeEmpty();

    internal void Forget() => _unclaimed.Clear();

    /// <summary>Everything of an engagement of all sessions that goes well.</summary>
    internal Engagement IsEngaged(KillSwitchScope scope)
    {
        var command = Engages(scope);
        var record = MustHaveStored().ShouldBeOfType<KillSwitchRecord.Engage>();
        Keeps(record);
        foreach (var session in State.Sessions.Where(scope.Concerns))
            Closes(session);
        foreach (var cancel in _unclaimed.OfType<SwitchEffect.Cancel>().ToList())
            Ends(cancel.Command);
        foreach (var stop in _unclaimed.OfType<SwitchEffect.StopStrategy>().ToList())
            Ends(stop.Command);
        MustTell<KillSwitchCompleted>(command.Id);
        Forget();
        return record.Engagement;
    }

    internal static StoreFailure Failure(StoreFault fault) => new(fault, "a test");

    internal static SessionCancelOutcome Canceled(CancelSession cancel) =>
        new SessionCanceled(
            cancel.Session,
            cancel.Id,
            CancelEffort.None,
            [],
            CancelListing.Complete,
            CancelProof.AcceptedByExchange
        );

    internal static SessionCancelOutcome Unconfirmed(CancelSession cancel, SessionCancelUnconfirmedReason reason) =>
        new SessionCancelUnconfirmed(cancel.Session, cancel.Id, CancelEffort.None, reason, ExchangeReason.None, []);

    private T Claim<T>(Func<T, bool> fits, string what)
        where T : SwitchEffect => _unclaimed.Claim(fits, what);

    private void Advance(TimeSpan by) => Now = new Moment(Now.Wall + by, Now.Running + by);
}
