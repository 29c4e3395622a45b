namespace RiskEngine.Tests.Clustering;

/// <summary>What nodes tell each other of the kill switch, through bytes: each message is short, and none leaves anything out.</summary>
public sealed class SwitchPagesSpec
{
    private const int Sessions = 300;
    private const int OrdersOfEach = 200;

    private static readonly RequestedBy.Person Ann = new("ann");
    private static readonly ClusterNode Desk = new(new NodeName("desk-1"), null, []);
    private static readonly ClusterNode Far = new(
        new NodeName("desk-2"),
        null,
        Enumerable
            .Range(0, Sessions)
            .Select(x => new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias($"maker-{x}")))
            .ToValueList()
    );

    private static readonly ClusterView View = new(
        [Desk, Far],
        Far.Sessions.Select(x => new SessionHolder(x, Far.Name, FencingToken.First)).ToValueList()
    );

    private readonly List<SwitchEffect.Push> _pushes = [];
    private readonly List<object> _told = [];
    private readonly List<SwitchReport> _reports = [];
    private SwitchState _desk = StateOf(Desk);
    private SwitchState _far = StateOf(Far);
    private TimeSpan _now = TimeSpan.FromMinutes(1);
    private long _calls;

    public SwitchPagesSpec()
    {
        DeskHears(new SwitchInput.LogRead(new KillSwitchReading.Complete(KillSwitchHistory.Empty)));
        FarHears(new SwitchInput.LogRead(new KillSwitchReading.Complete(KillSwitchHistory.Empty)));
    }

    [Fact]
    public void Report_must_come_in_pages_and_prove_every_session()
    {
        DeskHears(new SwitchInput.ViewChanged(View));
        DeskHears(new SwitchInput.EngageAsked(Engage(1)));

        CarryPushes();
        _now += TimeSpan.FromSeconds(3);
        DeskHears(new SwitchInput.Woke());

        var completed = _told.OfType<KillSwitchCompleted>().ShouldHaveSingleItem();
        completed.Applied.Select(x => x.Session).ShouldBe(Far.Sessions, ignoreOrder: true);
        foreach (var applied in completed.Applied)
            applied
                .Effect.ShouldBeOfType<KillSwitchEffect.CancelEnded>()
                .Outcome.ListOf(OutcomeList.Canceled)
                .Total.ShouldBe(OrdersOfEach);
        _reports.Count.ShouldBeInRange(2, Sessions / 5);
        _reports.SelectMany(x => x.Applied).Count().ShouldBe(Sessions, "no session is reported twice");
    }

    [Fact]
    public void Report_must_be_asked_for_again_when_a_page_of_it_is_lost()
    {
        DeskHears(new SwitchInput.ViewChanged(View));
        DeskHears(new SwitchInput.EngageAsked(Engage(1)));
        CarryPush();
        var lost = _pushes.ShouldHaveSingleItem();
        lost.Message.After.ShouldNotBeNull();
        _pushes.Clear();

        DeskHears(
            new SwitchInput.PeerEnded(lost.Message.Report!, Far.Name, new PeerAnswer.Silent("the connection broke"))
        );
        _told.OfType<KillSwitchCompleted>().ShouldBeEmpty();
        _now += TimeSpan.FromSeconds(2);
        DeskHears(new SwitchInput.Woke());
        CarryPushes();

        _told.OfType<KillSwitchCompleted>().ShouldHaveSingleItem().Applied.Count.ShouldBe(Sessions);
    }

    [Fact]
    public void Sessions_of_every_page_must_be_named_when_they_did_not_acknowledge()
    {
        DeskHears(new SwitchInput.ViewChanged(View));
        var command = Engage(1);
        DeskHears(new SwitchInput.EngageAsked(command));

        CarryPushes(acknowledges: x => !x.Alias.Value.EndsWith('7'));
        _now += command.Deadline!.Value;
        DeskHears(new SwitchInput.Woke());

        var incomplete = _told.OfType<KillSwitchIncomplete>().ShouldHaveSingleItem();
        incomplete
            .Missing.Select(x => (x.Session, x.Reason))
            .ShouldBe(
                Far.Sessions.Where(x => x.Alias.Value.EndsWith('7'))
                    .Select(x => (x, MissingSessionReason.NoAcknowledgment)),
                ignoreOrder: true
            );
        incomplete.Proven.Count.ShouldBe(Sessions - incomplete.Missing.Count);
    }

    [Fact]
    public void Every_record_must_be_told_when_the_store_has_none_of_them()
    {
        const int engagements = 120;
        foreach (var number in Enumerable.Range(1, engagements - 1))
            DeskHears(new SwitchInput.EngageAsked(Engage(number)));
        // They were reported before there was anybody to tell.
        _now += Engage(1).Deadline!.Value;
        DeskHears(new SwitchInput.Woke());
        DeskHears(new SwitchInput.ViewChanged(View));
        DeskHears(new SwitchInput.EngageAsked(Engage(engagements)));

        foreach (var push in _pushes)
            Bytes(push.Message).Length.ShouldBeLessThanOrEqualTo(MessageSize.Limit);
        // The messages for one engagement alone.
        var engaged = _desk.Switch.ShouldBeOfType<KillSwitchState.Engaged>();
        var first = _pushes.FindIndex(x => x.Message.Report is not null);
        var pages = _pushes.Skip(first).TakeWhile((x, i) => i == 0 || x.Message.Report is null).ToList();
        pages.Count.ShouldBeGreaterThan(1);
        foreach (var page in pages.AsEnumerable().Reverse())
            FarHears(new SwitchInput.PeerTold(++_calls, Over(page.Message)));

        _far.Switch.ShouldBe(engaged);
        engaged.Engagements.Count.ShouldBe(engagements);
    }

    private static EngageKillSwitch Engage(int number) =>
        new(
            KillSwitchScope.Everything.Instance,
            new CommandId($"engage-{number}"),
            Ann,
            new Reason($"spread gone {new string('\u20ac', 150)}"),
            TimeSpan.FromSeconds(10)
        );

    private static SwitchState StateOf(ClusterNode node) =>
        SwitchState.Initial(
            node.Name,
            new EngineRunId(1),
            new SwitchLimits(
                Deadline: TimeSpan.FromSeconds(10),
                LongestDeadline: TimeSpan.FromSeconds(60),
                StorePatience: TimeSpan.FromSeconds(2),
                StoreRetry: TimeSpan.FromSeconds(1),
                ResetApprovals.OnePerson,
                CancelsAtStart: false,
                RememberedAnswers: 10
            ),
            node.Sessions
        );

    private void DeskHears(SwitchInput input) =>
        Decide(
            ref _desk,
            input,
            effect =>
            {
                if (effect is SwitchEffect.Push { Message.IsGreeting: false } push)
                    _pushes.Add(push);
                if (effect is SwitchEffect.Tell tell)
                    _told.Add(tell.Event);
            }
        );

    /// <summary>The other node, whose guardians obey and cancel at once.</summary>
    private void FarHears(SwitchInput input, Func<SessionKey, bool>? acknowledges = null)
    {
        var next = new List<SwitchInput>();
        Decide(
            ref _far,
            input,
            effect =>
            {
                if (effect is SwitchEffect.SetGate gate && acknowledges?.Invoke(gate.Session) != false)
                    next.Add(new SwitchInput.GateKnown(new SessionGate(gate.Session, gate.Switch)));
                if (effect is SwitchEffect.Cancel cancel)
                    next.Add(new SwitchInput.CancelEnded(Canceled(cancel.Command)));
                if (effect is SwitchEffect.AnswerPeer answer)
                    _reports.Add(answer.Report);
            }
        );
        foreach (var further in next)
            FarHears(further, acknowledges);
    }

    private void Decide(ref SwitchState state, SwitchInput input, Action<SwitchEffect> carryOut)
    {
        var decision = SwitchConductor.Decide(state, input, new Moment(DateTimeOffset.UnixEpoch + _now, _now));
        state = decision.State;
        foreach (var effect in decision.Effects)
            carryOut(effect);
    }

    private void CarryPushes(Func<SessionKey, bool>? acknowledges = null)
    {
        while (_pushes.Count > 0)
            CarryPush(acknowledges);
    }

    /// <summary>Carries a message to the other node, and its answer back, at its deadline if it does not come before.</summary>
    private void CarryPush(Func<SessionKey, bool>? acknowledges = null)
    {
        var push = _pushes[0];
        _pushes.RemoveAt(0);
        var before = _reports.Count;
        FarHears(new SwitchInput.PeerTold(++_calls, Over(push.Message)), acknowledges);
        if (_reports.Count == before)
        {
            _now += push.Message.Within;
            FarHears(new SwitchInput.Woke(), acknowledges);
        }

        DeskHears(
            new SwitchInput.PeerEnded(push.Message.Report!, Far.Name, new PeerAnswer.Heard(Over(_reports[before])))
        );
    }

    private static SessionCanceled Canceled(CancelSession cancel) =>
        new(
            cancel.Session,
            cancel.Id,
            CancelEffort.None,
            Enumerable
                .Range(0, OrdersOfEach)
                .Select(x => new OrderId(73_797_746_498_585_286ul + (ulong)x))
                .ToValueList(),
            CancelListing.Complete,
            CancelProof.AcceptedByExchange
        );

    /// <summary>The message as another process reads it.</summary>
    private static T Over<T>(T message)
        where T : class =>
        EngineWire.Format.Read(EngineWire.Format.NameOf(message)!, Bytes(message)).ShouldBeOfType<T>();

    private static byte[] Bytes(object message)
    {
        // Nothing of it would be cut on the way.
        var bytes = EngineWire.Format.Write(message, int.MaxValue);
        bytes.Length.ShouldBeLessThanOrEqualTo(MessageSize.Limit);
        return bytes;
    }
}
