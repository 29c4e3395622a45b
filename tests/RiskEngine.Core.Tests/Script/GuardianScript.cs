namespace RiskEngine.Core.Tests;

/// <summary>
/// A story about one guardian on a virtual clock: inputs go in, effects are taken out in order, and the alarm is
/// followed to the tick. Every decision is checked against <see cref="GuardianInvariants"/>.
/// </summary>
internal sealed class GuardianScript
{
    private readonly GuardianInvariants _invariants = new();
    private readonly List<GuardianEffect> _unclaimed = [];
    private KillSwitchState _switch = KillSwitchState.Clear.Instance;

    internal GuardianScript(
        GuardianLimits? limits = null,
        NonceMode? mode = null,
        NonceLimits? lead = null,
        Nonce? highest = null,
        bool isUp = true
    )
    {
        mode ??= Given.Milliseconds;
        Now = new Moment(Given.Noon, TimeSpan.FromMinutes(1));
        State = GuardianState.Initial(
            Given.Session,
            limits ?? Given.Limits,
            new NonceSequence(mode, lead ?? Given.LeadFor(mode), highest),
            ExchangeClock.StartingFrom(Now),
            jitterSeed: 42,
            known: _switch
        );
        if (!isUp)
            return;
        Starts();
        MustHavePublished<SessionStateChanged>();
    }

    /// <inheritdoc cref="GuardianInvariants.NoncesMustRise"/>
    internal bool NoncesMustRise
    {
        init => _invariants.NoncesMustRise = value;
    }

    internal Moment Now { get; private set; }

    internal GuardianState State { get; private set; }

    internal TimeSpan? WakeAt { get; private set; }

    /// <summary>Effects of the last input, claimed or not.</summary>
    internal IReadOnlyList<GuardianEffect> Latest { get; private set; } = [];

    internal SessionStatus Status => State.Status(Now);

    internal void Starts() => Feed(new GuardianInput.Started());

    internal CancelSession Receives(CancelSession command)
    {
        Feed(new GuardianInput.CancelRequested(command));
        return command;
    }

    internal CancelSession ReceivesCancel(string id, TimeSpan? deadline = null) => Receives(Given.Cancel(id, deadline));

    internal SubmitPrivateRequest ReceivesOrder(string id) => Receives(Given.Order(id));

    internal SubmitPrivateRequest Receives(SubmitPrivateRequest command)
    {
        Feed(new GuardianInput.PrivateRequested(command));
        return command;
    }

    /// <summary>The node's kill switch says that these engagements hold, and no others.</summary>
    internal void HearsOf(params Engagement[] engagements) => HearsOf(KillSwitchState.Of(engagements));

    internal void HearsOf(KillSwitchState known)
    {
        _switch = known;
        Feed(new GuardianInput.GateSet(known));
    }

    internal LeaseNonce ReceivesLease(string id)
    {
        var command = new LeaseNonce(Given.Session, new CommandId(id), new StrategyId("strategy-1"));
        Feed(new GuardianInput.NonceRequested(command));
        return command;
    }

    internal void Answers(OutboundRequest request, ExchangeAnswer answer) =>
        Feed(new GuardianInput.AttemptResolved(request.Attempt, answer));

    /// <summary>The other session's key is through with the account-wide cancel that it was asked for.</summary>
    internal void HearsOfAccountCancel(CommandId command, bool isAccepted) =>
        Feed(new GuardianInput.AccountCancelReported(command, isAccepted));

    internal void IsAskedToCancelAccount(SessionKey session, string command) =>
        Feed(new GuardianInput.AccountCancelWanted(session, new CommandId(command)));

    internal GuardianEffect.WantAccountCancel MustHaveAskedOtherKey() =>
        Claim<GuardianEffect.WantAccountCancel>(_ => true, "another key asked for the account-wide cancel");

    internal GuardianEffect.ReportAccountCancel MustHaveReportedAccountCancel() =>
        Claim<GuardianEffect.ReportAccountCancel>(_ => true, "an account-wide cancel reported");

    internal void LosesSender() => Feed(new GuardianInput.SenderLost());

    internal void Stops() => Feed(new GuardianInput.Stopping(ComesBack: false));

    /// <summary>The guardian fails; its next incarnation is to come up.</summary>
    internal void Breaks() => Feed(new GuardianInput.Stopping(ComesBack: true));

    /// <summary>The guardian comes up again with what it keeps.</summary>
    internal void ComesUpAgain()
    {
        RestartsHalted();
        MustHavePublished<SessionStateChanged>();
    }

    /// <summary>The guardian comes up again under an engagement, so that nobody sees a change.</summary>
    internal void RestartsHalted()
    {
        State = State.AfterRestart();
        Starts();
        HearsOf(_switch);
        MustHaveAnsweredGate();
    }

    /// <summary>The guardian is back, and its order entry not open yet.</summary>
    internal void RestartsClosed()
    {
        State = State.AfterRestart();
        HearsOf(_switch);
        MustHaveAnsweredGate();
        MustHavePublished<SessionStateChanged>();
    }

    /// <summary>Lets time pass, waking the guardian exactly when it asked for it.</summary>
    internal void Passes(TimeSpan time)
    {
        var until = Now.Running + time;
        while (WakeAt is { } alarm && alarm <= until)
        {
            Advance(alarm - Now.Running);
            Feed(new GuardianInput.Woke());
        }

        Advance(until - Now.Running);
    }

    /// <summary>Lets time pass while every request, also one that is out already, gets this answer at once.</summary>
    internal void PassesWhileAllAreAnswered(ExchangeAnswer answer, TimeSpan time)
    {
        var until = Now.Running + time;
        AnswerAll();
        while (WakeAt is { } alarm && alarm <= until)
        {
            Advance(alarm - Now.Running);
            Feed(new GuardianInput.Woke());
            AnswerAll();
        }

        Advance(until - Now.Running);

        void AnswerAll()
        {
            while (_unclaimed.OfType<GuardianEffect.Send>().FirstOrDefault() is { } send)
            {
                _unclaimed.Remove(send);
                Answers(send.Request, answer);
            }
        }
    }

    /// <summary>Slots were asked for.</summary>
    internal void MustWant(HeldRequestKind kind, int count) =>
        Claim<GuardianEffect.WantSlots>(_ => true, "slots wanted").ShouldBe(new GuardianEffect.WantSlots(kind, count));

    internal void MustNotWant(HeldRequestKind kind) =>
        _unclaimed.OfType<GuardianEffect.WantSlots>().ShouldNotContain(want => want.Kind == kind);

    /// <summary>The budget of the address promises slots, the first after a time.</summary>
    internal void Promises(HeldRequestKind kind, TimeSpan first, TimeSpan spacing = default, int count = 1) =>
        Feed(
            new GuardianInput.SlotsPromised(
                kind,
                new RequestSlots(Now.Running + first, spacing, count),
                SharedBudgetScope.Address
            )
        );

    /// <summary>Our wall clock jumps; the running clock does not.</summary>
    internal void StepsWallClock(TimeSpan by) => Now = Now with { Wall = Now.Wall + by };

    internal void Feed(GuardianInput input)
    {
        var decision = GuardianRules.Decide(State, input, Now);
        _invariants.Check(decision, Now);
        State = decision.State;
        WakeAt = decision.WakeAt;
        Latest = decision.Effects;
        _unclaimed.AddRange(decision.Effects);
    }

    internal OutboundRequest MustHaveSent<T>()
        where T : ExchangeRequest
    {
        var send = Claim<GuardianEffect.Send>(_ => true, $"a {typeof(T).Name} sent");
        send.Request.Request.ShouldBeOfType<T>();
        return send.Request;
    }

    internal OutboundRequest MustHaveSentCancel() => MustHaveSent<ExchangeRequest.CancelSessionOrders>();

    internal OutboundRequest MustHaveSentCancelAmongOthers() =>
        Claim<GuardianEffect.Send>(
            send => send.Request.Request is ExchangeRequest.CancelSessionOrders,
            "a cancel sent"
        ).Request;

    /// <summary>The guardian comes up with what the store of open orders remembers; null: it cannot be read.</summary>
    internal void ReadsOrders(OrderLedgerReading.Known? kept) => State = State.AfterReadingOrders(kept, Now);

    internal OrderLedgerChange MustHaveKeptOrders() =>
        Claim<GuardianEffect.KeepOrders>(_ => true, "open orders kept").Change;

    internal AccountCancelNews MustHaveToldAccountCancel() =>
        Claim<GuardianEffect.TellAccountCancel>(_ => true, "other sessions told of the account-wide cancel").News;

    internal StrategyStopEnded MustHaveEndedStop(CommandId command) =>
        Claim<GuardianEffect.AnswerStop>(stop => stop.Ended.Command == command, $"stop {command} ended").Ended;

    internal Nonce MustHaveReserved() => Claim<GuardianEffect.ReserveNonces>(_ => true, "nonces reserved").UpTo;

    internal OutboundRequest MustHaveAskedRoles() => MustHaveSent<ExchangeRequest.ReadRoles>();

    internal OutboundRequest MustHaveAskedAccount() => MustHaveSent<ExchangeRequest.ReadAccount>();

    internal OutboundRequest MustHaveBeaten() => MustHaveSent<ExchangeRequest.SendHeartbeat>();

    internal StrategyWatched MustHaveAnsweredRegistration() =>
        Claim<GuardianEffect.AnswerRegistration>(_ => true, "a registration answered").Answer;

    internal OutboundRequest MustHaveCanceledAccount() => MustHaveSent<ExchangeRequest.CancelAccountOrders>();

    internal OutboundRequest MustHaveLooked() => MustHaveSent<ExchangeRequest.ReadOpenOrders>();

    internal OutboundRequest MustHaveSentOrder() => MustHaveSent<ExchangeRequest.SendPrivate>();

    internal OutboundRequest MustHaveCanceledDirectly(ulong order) => MustHaveCanceledDirectly(new OrderId(order));

    internal OutboundRequest MustHaveCanceledDirectly(OrderId order)
    {
        var request = MustHaveSent<ExchangeRequest.CancelOrder>();
        request.Request.ShouldBe(new ExchangeRequest.CancelOrder(order));
        return request;
    }

    internal OutboundRequest MustHaveAskedAbout(ulong order)
    {
        var request = MustHaveSent<ExchangeRequest.ReadOrderStatus>();
        request.Request.ShouldBe(new ExchangeRequest.ReadOrderStatus(new OrderId(order)));
        return request;
    }

    internal OutboundRequest MustHaveAskedByName(string name)
    {
        var request = MustHaveSent<ExchangeRequest.ReadOrdersByName>();
        request.Request.ShouldBe(new ExchangeRequest.ReadOrdersByName(new ClientOrderId(name)));
        return request;
    }

    /// <summary>A look that is out and not answered yet; null: none is.</summary>
    internal OutboundRequest? TakeLook() => Take<ExchangeRequest.ReadOpenOrders>();

    /// <summary>A single order's cancel that is out and not answered yet; null: none is.</summary>
    internal OutboundRequest? TakeSingleCancel() => Take<ExchangeRequest.CancelOrder>();

    /// <summary>A question about a name that is out and not answered yet; null: none is.</summary>
    internal OutboundRequest? TakeNameQuestion() => Take<ExchangeRequest.ReadOrdersByName>();

    internal OutboundRequest? TakeStatusQuestion() => Take<ExchangeRequest.ReadOrderStatus>();

    /// <summary>A request for the order history that is out and not answered yet; null: none is.</summary>
    internal OutboundRequest? TakeHistory() => Take<ExchangeRequest.ReadOrderHistory>();

    /// <summary>A session-wide cancel that is out and not answered yet; null: none is.</summary>
    internal OutboundRequest? TakeSessionCancel() => Take<ExchangeRequest.CancelSessionOrders>();

    /// <summary>Lets time pass until the guardian asked to be woken.</summary>
    internal void PassesToTheAlarm() =>
        Passes(
            WakeAt is { } alarm
                ? alarm - Now.Running
                : throw new ShouldAssertException("The guardian waits for nothing.")
        );

    private OutboundRequest? Take<T>()
        where T : ExchangeRequest
    {
        var sent = _unclaimed.OfType<GuardianEffect.Send>().FirstOrDefault(send => send.Request.Request is T);
        if (sent is not null)
            _unclaimed.Remove(sent);
        return sent?.Request;
    }

    internal void MustHaveSentNothing() => _unclaimed.OfType<GuardianEffect.Send>().ShouldBeEmpty();

    internal T MustAnswer<T>(CancelSession command)
        where T : SessionCancelOutcome => MustAnswerInSomeWay(command).ShouldBeOfType<T>();

    internal SessionCancelOutcome MustAnswerInSomeWay(CancelSession command) =>
        Claim<GuardianEffect.AnswerCancel>(
            effect => effect.Outcome.Command == command.Id,
            $"an answer to cancel {command.Id}"
        ).Outcome;

    internal T MustAnswer<T>(SubmitPrivateRequest command)
        where T : PrivateRequestOutcome =>
        Claim<GuardianEffect.AnswerPrivate>(
            effect => effect.Outcome.Command == command.Id,
            $"an answer to request {command.Id}"
        )
            .Outcome.ShouldBeOfType<T>();

    internal T MustAnswer<T>(LeaseNonce command)
        where T : NonceLeaseOutcome =>
        Claim<GuardianEffect.AnswerLease>(
            effect => effect.Outcome.Command == command.Id,
            $"an answer to lease {command.Id}"
        )
            .Outcome.ShouldBeOfType<T>();

    internal SessionGate MustHaveAnsweredGate() => Claim<GuardianEffect.AnswerGate>(_ => true, "what the gate is").Gate;

    internal void MustNotHaveAnswered() =>
        _unclaimed
            .Where(effect => effect is GuardianEffect.AnswerCancel or GuardianEffect.AnswerPrivate)
            .ShouldBeEmpty();

    internal T MustHavePublished<T>()
        where T : ISessionMessage =>
        Claim<GuardianEffect.Publish>(effect => effect.Event is T, $"a {typeof(T).Name} published")
            .Event.ShouldBeOfType<T>();

    internal SessionEscalated MustHaveEscalated(EscalationCause cause) =>
        Claim<GuardianEffect.Escalate>(effect => effect.Event.Cause == cause, $"an escalation for {cause}").Event;

    internal void MustHaveNotedStale(OutboundRequest request) =>
        Claim<GuardianEffect.NoteStale>(
            effect => effect.Attempt == request.Attempt,
            $"a note of stale {request.Attempt}"
        );

    /// <summary>Nothing was decided beyond what the story has already claimed.</summary>
    internal void MustBeDone() => _unclaimed.ShouldBeEmpty();

    private T Claim<T>(Func<T, bool> fits, string what)
        where T : GuardianEffect => _unclaimed.Claim(fits, what);

    private void Advance(TimeSpan by) => Now = new Moment(Now.Wall + by, Now.Running + by);
}
