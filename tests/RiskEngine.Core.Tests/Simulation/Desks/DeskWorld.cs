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

    /// <summary>When every session is asked for something for the last time; all is well by then.</summary>
    internal static readonly TimeSpan LastAsked = DeskPlan.End - Given.Sec(5);

    private static readonly TimeSpan Horizon = TimeSpan.FromHours(1);

    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _events = new();
    private readonly Dictionary<SessionKey, ModelExchange> _exchanges;
    private readonly Dictionary<SessionKey, DeskNode?> _holders = [];
    private readonly List<DeskNode> _nodes = [];
    private readonly DeskPeople _people;
    private TimeSpan _exchangeOutUntil;
    private int _order;
    private int _lives;
    private int _processes;
    private int _leased;
    private int _decisions;

    internal DeskWorld(int seed, DeskFault planted)
    {
        Random = new Random(seed);
        Planted = planted;
        Plan = DeskPlan.Of(Random);
        Laws = new DeskLaws(Plan, Store);
        _exchanges = Plan.Sessions.ToDictionary(x => x, _ => new ModelExchange(Plan.Exchange, Random));
        _people = new DeskPeople(this);
    }

    internal Random Random { get; }

    internal DeskFault Planted { get; }

    internal DeskPlan Plan { get; }

    internal DeskLaws Laws { get; }

    internal DeskStore Store { get; } = new();

    internal TimeSpan Now { get; private set; }

    internal IEnumerable<DeskNode> Nodes => _nodes.Where(x => x.IsUp);

    internal IEnumerable<DeskGuardian> Guardians => Nodes.SelectMany(x => x.Guardians);

    internal void Run()
    {
        for (var i = 1; i <= Plan.Nodes; i++)
            ComeUp(new NodeName($"desk-{i}"));
        foreach (var session in Plan.Sessions)
            Place(session);
        _people.Begin();
        while (_events.TryDequeue(out var next, out var due) && due.At <= DeskPlan.End)
        {
            Now = due.At;
            next();
        }

        Laws.AtTheEnd(Now, ExchangeOf);
        foreach (var node in Nodes)
            node.TripsAgain();
    }

    internal void At(TimeSpan time, Action action) => _events.Enqueue(action, (time, _order++));

    internal void In(TimeSpan after, Action action) => At(Now + after, action);

    /// <summary>A fault; none happens once it is quiet.</summary>
    internal bool Happens() => Now < DeskPlan.Quiet && Random.NextDouble() < Plan.Fault;

    internal TimeSpan Latency() => Given.Ms(Happens() ? Random.Next(1, 3_000) : Random.Next(1, 60));

    internal bool IsLookedAt() => Random.Next(LookedAtOneIn) == 0;

    /// <summary>A time after now and before the alarm, within an hour; null: there is none between.</summary>
    internal TimeSpan? Between(TimeSpan now, TimeSpan? alarm)
    {
        var end = alarm < now + Horizon ? alarm.Value : now + Horizon;
        var at = now + (end - now) * Random.NextDouble();
        return at > now && at < end ? at : null;
    }

    internal int NextLife() => ++_lives;

    internal void CountDecision()
    {
        if (++_decisions > MostDecisions)
            throw new ShouldAssertException("The desk spins.");
    }

    /// <summary>Whether no request arrives at the exchange.</summary>
    internal bool IsExchangeOut => Now < _exchangeOutUntil;

    internal void LoseExchange(TimeSpan time) => _exchangeOutUntil = Now + time;

    internal ModelExchange ExchangeOf(SessionKey session) => _exchanges[session];

    /// <summary>A request arrives at the exchange. One that cancels the account takes the orders of every session that trades on it.</summary>
    internal ExchangeAnswer Take(SessionKey session, OutboundRequest request)
    {
        var answer = ExchangeOf(session).Take(request, Now);
        if (answer is ExchangeAnswer.CancelAccepted && request.Request is ExchangeRequest.CancelAccountOrders)
            foreach (var other in Plan.Sessions.Where(x => Plan.Identities[x] == Plan.Identities[session]))
                ExchangeOf(other).CancelOurs(Now);
        if (answer is not ExchangeAnswer.AccountRead read)
            return answer;
        return Plan.Withheld.Contains(session)
            ? Says.Refused(RefusedReason.MissingRole)
            : read with
            {
                Identity = Plan.Identities[session],
            };
    }

    internal void AskOrder(DeskGuardian guardian) => _people.AskOrder(guardian);

    /// <summary>A system of its own sends an order with a nonce that it was given.</summary>
    internal void UseLeased(NonceLeased leased)
    {
        var order = new ExchangeRequest.SendPrivate(new PrivateEndpoint("/v1/order/new"), RequestFields.None);
        var request = new OutboundRequest(new AttemptId(-++_leased), leased.Nonce, Lane.Order, order);
        In(Latency(), () => ExchangeOf(leased.Session).Take(request, Now));
    }

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
    internal void Completed(KillSwitchCompleted completed, DeskNode by)
    {
        var (engagement, scope) = (completed.Engagement, completed.Engagement.Scope);
        Laws.Book.Holds(
            DeskLaw.CompletedMeansNoOpenOrders,
            Exists(scope),
            $"{engagement.Id} is completed, and nothing goes by the name of {scope}",
            counts: false
        );
        foreach (var applied in completed.Applied)
            Laws.Book.Holds(
                DeskLaw.CompletedMeansNoOpenOrders,
                by.MaySpeakFor(applied.Session, applied.Node),
                $"{engagement.Id} is completed by {applied.Node}'s word, and {by.Name} knows that another runs {applied.Session}",
                counts: false
            );
        if (scope is KillSwitchScope.Account account)
            foreach (var session in Plan.Sessions.Where(x => Plan.IsIn(account, x)))
                Laws.Book.Holds(
                    DeskLaw.CompletedMeansNoOpenOrders,
                    completed.Applied.Any(x => x.Session == session),
                    $"{engagement.Id} is completed without {session}, which trades on the account {account.Name}"
                );
        // A node that has not heard of a reset yet reports what was proven before it; orders may have left since.
        var history = Store.History;
        if (history.Find(engagement.Id) is { } kept && !history.Holds(kept, Plan.LeastApprovals))
            return;
        foreach (var session in completed.Applied.Select(x => x.Session))
            Laws.Completed(completed, session, OpenOf(session, scope), Now);
    }

    private int OpenOf(SessionKey session, KillSwitchScope scope) =>
        scope is KillSwitchScope.Strategy { Id: var strategy }
            ? _holders.GetValueOrDefault(session)?.GuardianOf(session)?.OpenOf(strategy) ?? 0
            : ExchangeOf(session).OursPlacedBefore(Now).Count();

    /// <summary>Whether something goes by the scope's name; of strategies one that has ever sent anything.</summary>
    private bool Exists(KillSwitchScope scope) =>
        scope switch
        {
            KillSwitchScope.Account account => Plan.Sessions.Any(x => x.Account == account.Name),
            KillSwitchScope.Session one => Plan.Sessions.Contains(one.Key),
            KillSwitchScope.Strategy strategy => DeskPeople.Strategies.Contains(strategy.Id),
            KillSwitchScope.Everything or KillSwitchScope.Exchange => true,
            _ => throw ClosedUnion.Unhandled(scope),
        };

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

    internal void Crash()
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

    internal void HandOver()
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
        foreach (var node in Nodes)
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

    internal DeskNode? SomeNode()
    {
        var up = Nodes.ToList();
        return up.Count == 0 ? null : up[Random.Next(up.Count)];
    }

    internal void OfSomeGuardian(Action<DeskGuardian> action)
    {
        var all = Guardians.ToList();
        if (all.Count > 0)
            action(all[Random.Next(all.Count)]);
    }
}
