namespace RiskEngine.Core.Tests.Simulation;

/// <summary>Who asks a desk for things, and what befalls it: people, strategies, defects.</summary>
internal sealed class DeskPeople(DeskWorld world)
{
    /// <summary>The strategies that have sent something.</summary>
    internal static readonly IReadOnlyList<StrategyId> Strategies = [new("grid"), new("quoter")];

    private static readonly TimeSpan Asking = Given.Sec(15);
    private static readonly RequestedBy.Person[] People = [new("ann"), new("bob"), new("eve")];

    private readonly List<CancelSession> _cancels = [];
    private int _commands;

    private Random Random => world.Random;

    private DeskPlan Plan => world.Plan;

    internal void Begin()
    {
        Often(2, 40, () => world.OfSomeGuardian(AskOrder));
        Often(0, 5, AskLease);
        Often(0, 5, AskCancel);
        Often(1, 5, TradeAndEngage);
        Often(0, 6, AskReset);
        Often(0, 4, ResetAll);
        Often(0, 3, AskAgain);
        Often(0, 4, () => world.OfSomeGuardian(guardian => guardian.Decide(OfStrategy(guardian.Session))));
        Often(0, 3, world.Crash);
        Often(0, 3, world.HandOver);
        Often(0, 8, () => world.OfSomeGuardian(guardian => guardian.Fail(HowItFails())));
        Often(0, 2, () => world.SomeNode()?.FailSwitch());
        if (Plan.CutsOff)
            Often(1, 3, () => world.SomeNode()?.CutOff(Random.Next(2) == 0, Given.Ms(Random.Next(100, 8_000))));
        // In the end people put everything back, and what is out comes in.
        for (var i = 0; i < 6; i++)
            world.At(DeskPlan.Quiet + Given.Sec(4 * i), ResetAll);
        world.At(
            DeskWorld.LastAsked,
            () =>
            {
                foreach (var guardian in world.Guardians.ToList())
                    guardian.Cancel(Cancel(guardian.Session, Strategies[0], new RequestedBy.Strategy(Strategies[0])));
            }
        );
    }

    private GuardianInput HowItFails() =>
        Random.Next(3) == 0 ? new GuardianInput.SenderLost() : new GuardianInput.Stopping(ComesBack: true);

    internal void AskOrder(DeskGuardian guardian) =>
        guardian.Order(
            new SubmitPrivateRequest(
                guardian.Session,
                NextCommand("order"),
                SomeStrategy(),
                new PrivateEndpoint("/v1/order/new"),
                RequestFields.None
            )
        );

    private void AskLease() =>
        world.OfSomeGuardian(guardian =>
            guardian.Lease(new LeaseNonce(guardian.Session, NextCommand("lease"), SomeStrategy()))
        );

    private void AskCancel() =>
        world.OfSomeGuardian(guardian =>
        {
            var isPersons = Random.Next(4) == 0;
            var cancel = Cancel(
                guardian.Session,
                isPersons ? null : SomeStrategy(),
                isPersons ? SomePerson() : new RequestedBy.Strategy(SomeStrategy())
            );
            _cancels.Add(cancel);
            guardian.Cancel(cancel);
        });

    /// <summary>A command comes once more under its name: to the same process, to its successor, or to another one.</summary>
    private void AskAgain()
    {
        switch (Random.Next(3))
        {
            case 0 when _cancels.Count > 0:
                var cancel = _cancels[Random.Next(_cancels.Count)];
                world.Guardians.FirstOrDefault(x => x.Session == cancel.Session)?.Cancel(cancel);
                break;
            case 1 when world.Laws.Resets.Count > 0:
                world.SomeNode()?.Reset(world.Laws.Resets.ElementAt(Random.Next(world.Laws.Resets.Count)));
                break;
            default:
                if (world.Laws.Engages.Count > 0)
                    world.SomeNode()?.Engage(world.Laws.Engages.ElementAt(Random.Next(world.Laws.Engages.Count)));
                break;
        }
    }

    /// <summary>A strategy comes, lives, dies or goes.</summary>
    private GuardianInput OfStrategy(SessionKey session) =>
        Random.Next(5) switch
        {
            0 or 1 => new GuardianInput.StrategyRegistered(
                new RegisterStrategy(session, SomeStrategy(), Random.Next(3) == 0 ? null : SomeTime(5_000))
            ),
            2 => new GuardianInput.StrategySeen(SomeStrategy()),
            3 => new GuardianInput.StrategyDied(SomeStrategy()),
            _ => new GuardianInput.StrategyUnregistered(SomeStrategy()),
        };

    /// <summary>A strategy that has lost its head: more cancels than there is room for, again and again; and people who see it.</summary>
    private void Flood()
    {
        for (var at = 0; at < 40; at++)
        {
            var isSeen = at % 10 == 0;
            world.In(
                Given.Ms(50 * at),
                () =>
                {
                    foreach (var guardian in world.Guardians.ToList())
                    {
                        for (var i = 0; i <= Plan.Guardian.MaxPendingCancels; i++)
                            guardian.Cancel(
                                Cancel(guardian.Session, Strategies[1], new RequestedBy.Strategy(Strategies[1]))
                            );
                        if (isSeen)
                            guardian.Cancel(Cancel(guardian.Session, null, SomePerson()));
                    }
                }
            );
        }
    }

    private CancelSession Cancel(SessionKey session, StrategyId? strategy, RequestedBy by) =>
        new(session, NextCommand("cancel"), strategy, by, new Reason("moved"), SomeTime(15_000));

    /// <summary>The moments after an order are those in which a stop has most to do, and those in which the exchange is away.</summary>
    private void TradeAndEngage()
    {
        if (Random.Next(3) > 0)
            foreach (var guardian in world.Guardians.ToList())
                AskOrder(guardian);
        world.In(
            Given.Ms(Random.Next(200)),
            () =>
            {
                if (Plan.Fault > 0 && Random.Next(4) == 0)
                    world.LoseExchange(Given.Ms(Random.Next(6_000)));
                AskEngage();
                // What is proven by one node may be another's by the time that all is proven.
                for (var moves = Plan.Nodes > 1 ? Random.Next(4) : 0; moves > 0; moves--)
                    world.In(Given.Ms(Random.Next(1_500)), world.HandOver);
            }
        );
    }

    private void AskEngage()
    {
        var floods = Plan.Floods && Random.Next(3) == 0;
        if (floods)
            Flood();
        var id = NextCommand("engage");
        world
            .SomeNode()
            ?.Engage(
                new EngageKillSwitch(
                    SomeScope(),
                    id,
                    SomePerson(),
                    new Reason($"loss limit, {id}"),
                        // Over before the flood is: whoever finds no room by then is refused.
                        floods ? Given.Ms(Random.Next(500, 1_900))
                        : Random.Next(2) == 0 ? null
                        : SomeTime(20_000)
                )
            );
    }

    private KillSwitchScope SomeScope() =>
        Random.Next(8) switch
        {
            0 => new KillSwitchScope.Exchange(ExchangeName.Gemini),
            1 => new KillSwitchScope.Account(ExchangeName.Gemini, DeskPlan.Desk),
            2 => new KillSwitchScope.Account(
                ExchangeName.Gemini,
                Random.Next(2) == 0 ? DeskPlan.House : new AccountName("Desk")
            ),
            3 => new KillSwitchScope.Session(Plan.Sessions[Random.Next(Plan.Sessions.Count)]),
            4 => new KillSwitchScope.Strategy(Random.Next(3) > 0 ? Strategies[0] : new StrategyId("nobody")),
            _ => KillSwitchScope.Everything.Instance,
        };

    /// <summary>A person names what some console shows or has shown, and now and then what nobody has heard of.</summary>
    private void AskReset()
    {
        if (world.SomeNode() is not { } node || world.SomeNode() is not { } console)
            return;
        var seen = console.State.Switch is KillSwitchState.Engaged engaged
            ? engaged.Engagements.Select(x => x.Id).ToList()
            : [.. world.Laws.Known];
        seen = [.. seen.Where(_ => Random.Next(3) > 0)];
        if (Random.Next(10) == 0)
            seen.Add(Switches.Unknown);
        node.Reset(Named(seen, SomePerson()));
    }

    private void ResetAll()
    {
        foreach (var person in People.Take(Plan.MostApprovals))
            if (world.SomeNode() is { State.Switch: KillSwitchState.Engaged engaged } node)
                node.Reset(Named(engaged.Engagements.Select(x => x.Id), person));
    }

    private ResetKillSwitch Named(IEnumerable<EngagementId> ids, RequestedBy.Person person) =>
        new(ids.Take(ResetKillSwitch.Limit).ToValueList(), NextCommand("reset"), person, new Reason("mended"));

    private StrategyId SomeStrategy() => Strategies[Random.Next(Strategies.Count)];

    private RequestedBy.Person SomePerson() => People[Random.Next(People.Length)];

    /// <summary>A time that a person in their right mind may name, or one that can be written down.</summary>
    private TimeSpan SomeTime(int mostMilliseconds) =>
        !Plan.IsWild || Random.Next(2) == 0
            ? Given.Ms(Random.Next(500, mostMilliseconds))
            : Random.Next(3) switch
            {
                0 => TimeSpan.MaxValue,
                1 => TimeSpan.FromTicks(1),
                _ => Plan.Switch.LongestDeadline,
            };

    private CommandId NextCommand(string what) => new($"{what}-{++_commands}");

    private void Often(int least, int most, Action action)
    {
        for (var i = Random.Next(least, most + 1); i > 0; i--)
            world.At(Random.NextDouble() * Asking, action);
    }
}
