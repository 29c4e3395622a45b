namespace RiskEngine.Core.Tests.Simulation;

/// <summary>
/// One seeded desk: one to four nodes with their kill switches and guardians, that crash, hand sessions over and hear each other
/// late or not at all, over one store, one exchange and people who engage and reset.
/// </summary>
internal sealed class DeskWorld
{
    private const int MostDecisions = 30_000;

    /// <summary>One decision in so many is looked at for what is due without an alarm.</summary>
    private const int LookedAtOneIn = 6;

    private static readonly TimeSpan Asking = Given.Sec(15);
    private static readonly TimeSpan Quiet = Given.Sec(25);
    private static readonly TimeSpan End = Given.Sec(60);

    private static readonly RequestedBy.Person[] People = [new("ann"), new("bob"), new("eve")];

    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _events = new();
    private readonly Dictionary<SessionKey, ModelExchange> _exchanges;
    private readonly Dictionary<SessionKey, DeskNode?> _holders = [];
    private readonly List<DeskNode> _nodes = [];
    private int _order;
    private int _lives;
    private int _processes;
    private int _commands;
    private int _decisions;

    internal DeskWorld(int seed, DeskFault planted)
    {
        Random = new Random(seed);
        Planted = planted;
        Plan = DeskPlan.Of(Random);
        Laws = new DeskLaws(Plan);
        _exchanges = Plan.Sessions.ToDictionary(x => x, _ => new ModelExchange(Plan.Exchange, Random));
    }

    internal Random Random { get; }

    internal DeskFault Planted { get; }

    internal DeskPlan Plan { get; }

    internal DeskLaws Laws { get; }

    internal DeskStore Store { get; } = new();

    internal TimeSpan Now { get; private set; }

    internal void Run()
    {
        for (var i = 1; i <= Plan.Nodes; i++)
            ComeUp(new NodeName($"desk-{i}"));
        foreach (var session in Plan.Sessions)
            Place(session);
        Often(2, 40, AskOrder);
        Often(0, 5, AskCancel);
        Often(1, 5, AskEngage);
        Often(0, 8, AskReset);
        Often(0, 3, Crash);
        Often(0, 3, HandOver);
        Often(0, 8, () => OfSomeGuardian(guardian => guardian.Fail()));
        Often(0, 2, () => SomeNode()?.FailSwitch());
        // In the end people put everything back, and what is out comes in.
        for (var i = 0; i < 6; i++)
            At(Quiet + Given.Sec(4 * i), ResetAll);
        while (_events.TryDequeue(out var next, out var due) && due.At <= End)
        {
            Now = due.At;
            next();
        }

        Laws.NobodyWaits(Now);
        foreach (var node in _nodes.Where(x => x.IsUp))
            node.TripsAgain();
    }

    internal void At(TimeSpan time, Action action) => _events.Enqueue(action, (time, _order++));

    internal void In(TimeSpan after, Action action) => At(Now + after, action);

    /// <summary>A fault; none happens once it is quiet.</summary>
    internal bool Happens() => Now < Quiet && Random.NextDouble() < Plan.Fault;

    internal TimeSpan Latency() => Given.Ms(Happens() ? Random.Next(1, 3_000) : Random.Next(1, 60));

    internal bool IsLookedAt() => Random.Next(LookedAtOneIn) == 0;

    /// <summary>A time after now and before the alarm, or within an hour where there is none; null: there is none between.</summary>
    internal TimeSpan? Between(TimeSpan now, TimeSpan? alarm)
    {
        var span = (alarm ?? now + TimeSpan.FromHours(1)) - now;
        var at = now + span * Random.NextDouble();
        return at > now && (alarm is null || at < alarm) ? at : null;
    }

    internal int NextLife() => ++_lives;

    internal void CountDecision()
    {
        if (++_decisions > MostDecisions)
            throw new LawBroken("The desk spins.");
    }

    internal ModelExchange ExchangeOf(SessionKey session) => _exchanges[session];

    internal DeskNode? NodeOf(NodeName name) => _nodes.FirstOrDefault(x => x.Name == name && x.IsUp);

    /// <summary>The store has it; whoever shares it may be told.</summary>
    internal void Keep(KillSwitchRecord record, DeskNode by)
    {
        Store.Keep(record);
        foreach (var node in _nodes.Where(x => x != by && x.IsUp))
            if (!Happens())
                In(Latency(), node.LogChanged);
    }

    /// <summary>
    /// What is completed is held against the exchange's own book; a strategy's stop against what the guardian was told of its orders.
    /// </summary>
    internal void Completed(KillSwitchCompleted completed)
    {
        // A node that has not heard of a reset yet reports what was proven before it; orders may have left since.
        var history = Store.Read().History;
        if (history.Find(completed.Engagement.Id) is { } kept && !history.Holds(kept, Plan.Switch.Approvals))
            return;
        foreach (var session in completed.Applied.Select(x => x.Session))
            Laws.Completed(
                completed,
                session,
                completed.Engagement.Scope is KillSwitchScope.Strategy { Id: var strategy }
                    ? _holders.GetValueOrDefault(session)?.GuardianOf(session)?.OpenOf(strategy) ?? 0
                    : ExchangeOf(session).OursPlacedBefore(Now).Count(),
                Now
            );
    }

    /// <summary>Nobody runs a session any more; after a while somebody does again.</summary>
    internal void Vacate(SessionKey session, DeskNode by)
    {
        if (_holders.GetValueOrDefault(session) != by)
            return;
        _holders[session] = null;
        TellViews();
        In(Given.Ms(Random.Next(1, 2_000)), () => Place(session));
    }

    private void Place(SessionKey session)
    {
        if (_holders.GetValueOrDefault(session) is not null)
            return;
        if (SomeNode() is not { } node)
        {
            In(Given.Ms(500), () => Place(session));
            return;
        }

        _holders[session] = node;
        TellViews();
        node.Take(session);
    }

    private void ComeUp(NodeName name)
    {
        var node = new DeskNode(this, name, ++_processes);
        _nodes.RemoveAll(x => x.Name == name);
        _nodes.Add(node);
        node.Start();
        TellViews();
    }

    private void Crash()
    {
        if (SomeNode() is not { } node)
            return;
        node.Crash();
        var (held, lapse) = (
            _holders.Where(x => x.Value == node).Select(x => x.Key).ToList(),
            Given.Ms(Random.Next(1_000, 6_000))
        );
        foreach (var session in held)
            In(lapse, () => Vacate(session, node));
        In(Given.Ms(Random.Next(100, 8_000)), () => ComeUp(node.Name));
        In(lapse / 2, TellViews);
    }

    private void HandOver()
    {
        if (
            _holders.Where(x => x.Value is { IsUp: true }).OrderBy(x => $"{x.Key}", StringComparer.Ordinal).ToList()
            is not { Count: > 0 } held
        )
            return;
        var (session, node) = held[Random.Next(held.Count)];
        node!.HandOver(session);
    }

    /// <summary>Each node hears who lives and who runs what, later, and of what holds by then. One alone hears nothing.</summary>
    private void TellViews()
    {
        if (Plan.Nodes == 1)
            return;
        foreach (var node in _nodes.Where(x => x.IsUp))
            In(Latency(), () => node.See(View()));
    }

    private ClusterView View() =>
        new(
            _nodes.Where(x => x.IsUp).Select(x => new ClusterNode(x.Name, null, Plan.Sessions)).ToValueList(),
            _holders
                .Where(x => x.Value is not null)
                .OrderBy(x => $"{x.Key}", StringComparer.Ordinal)
                .Select(x => new SessionHolder(x.Key, x.Value!.Name, FencingToken.First))
                .ToValueList()
        );

    private void AskOrder() =>
        OfSomeGuardian(guardian =>
            guardian.Order(
                new SubmitPrivateRequest(
                    guardian.Session,
                    NextCommand("order"),
                    new StrategyId(Random.Next(2) == 0 ? "grid" : "quoter"),
                    new PrivateEndpoint("/v1/order/new"),
                    RequestFields.None
                )
            )
        );

    private void AskCancel() => OfSomeGuardian(guardian => guardian.Cancel(Cancel(guardian), isTheSwitchs: false));

    /// <summary>A strategy that has lost its head: more cancels than there is room for, again and again.</summary>
    private void Flood()
    {
        for (var at = 0; at < 40; at++)
            In(
                Given.Ms(50 * at),
                () =>
                {
                    foreach (var guardian in _nodes.Where(x => x.IsUp).SelectMany(x => x.Guardians).ToList())
                        for (var i = 0; i <= Plan.Guardian.MaxPendingCancels; i++)
                            guardian.Cancel(Cancel(guardian), isTheSwitchs: false);
                }
            );
    }

    private CancelSession Cancel(DeskGuardian guardian) =>
        new(
            guardian.Session,
            NextCommand("cancel"),
            new StrategyId("quoter"),
            new RequestedBy.Strategy(new StrategyId("quoter")),
            new Reason("moved"),
            Given.Ms(Random.Next(500, 15_000))
        );

    private void AskEngage()
    {
        var floods = Plan.Floods && Random.Next(3) == 0;
        if (floods)
            Flood();
        SomeNode()
            ?.Engage(
                new EngageKillSwitch(
                    SomeScope(),
                    NextCommand("engage"),
                    People[Random.Next(People.Length)],
                    new Reason("loss limit"),
                        // Over before the flood is: whoever finds no room by then is refused.
                        floods ? Given.Ms(Random.Next(500, 1_900))
                        : Random.Next(2) == 0 ? null
                        : Given.Ms(Random.Next(500, 20_000))
                )
            );
    }

    private KillSwitchScope SomeScope() =>
        Random.Next(6) switch
        {
            0 => new KillSwitchScope.Exchange(ExchangeName.Gemini),
            1 => new KillSwitchScope.Account(ExchangeName.Gemini, new AccountName("desk")),
            2 => new KillSwitchScope.Session(Plan.Sessions[Random.Next(Plan.Sessions.Count)]),
            3 => new KillSwitchScope.Strategy(new StrategyId(Random.Next(2) == 0 ? "grid" : "nobody")),
            _ => KillSwitchScope.Everything.Instance,
        };

    /// <summary>A person names what some console shows or has shown, and now and then what nobody has heard of.</summary>
    private void AskReset()
    {
        if (SomeNode() is not { } node || SomeNode() is not { } console)
            return;
        var seen = console.State.Switch is KillSwitchState.Engaged engaged
            ? engaged.Engagements.Select(x => x.Id).ToList()
            : [.. Laws.Known];
        seen = [.. seen.Where(_ => Random.Next(3) > 0)];
        if (Random.Next(10) == 0)
            seen.Add(Switches.Unknown);
        node.Reset(Named(seen, People[Random.Next(People.Length)]));
    }

    private void ResetAll()
    {
        foreach (var person in People.Take((int)Plan.Switch.Approvals))
            if (SomeNode() is { State.Switch: KillSwitchState.Engaged engaged } node)
                node.Reset(Named(engaged.Engagements.Select(x => x.Id), person));
    }

    private ResetKillSwitch Named(IEnumerable<EngagementId> ids, RequestedBy.Person person) =>
        new(ids.ToValueList(), NextCommand("reset"), person, new Reason("mended"));

    private CommandId NextCommand(string what) => new($"{what}-{++_commands}");

    private DeskNode? SomeNode()
    {
        var up = _nodes.Where(x => x.IsUp).ToList();
        return up.Count == 0 ? null : up[Random.Next(up.Count)];
    }

    private void OfSomeGuardian(Action<DeskGuardian> action)
    {
        var all = _nodes.Where(x => x.IsUp).SelectMany(x => x.Guardians).ToList();
        if (all.Count > 0)
            action(all[Random.Next(all.Count)]);
    }

    private void Often(int least, int most, Action action)
    {
        for (var i = Random.Next(least, most + 1); i > 0; i--)
            At(Random.NextDouble() * Asking, action);
    }
}
