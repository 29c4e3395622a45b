using Akka.Configuration;
using RiskEngine.Simulation.Exchange;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Simulation;

/// <summary>A thousand sessions that start at once, against the simulated exchange, in virtual time.</summary>
public sealed class StartSpec : ISecretSource, IDisposable
{
    private const int Sessions = 1_000;
    private const int PerSecond = 125;
    private const int Burst = 20;
    private const double CancelShare = 0.2;

    /// <summary>What each session asks before its order entry opens.</summary>
    private const int Steps = 3;

    private static readonly TimeSpan Planned = TimeSpan.FromSeconds(Sessions * Steps / (PerSecond * (1 - CancelShare)));

    private readonly VirtualWorld _world = VirtualWorld.Create();
    private readonly List<string> _aliases = [.. Enumerable.Range(0, Sessions).Select(i => $"maker-{i:000}")];
    private readonly World _exchange;
    private readonly List<TimeSpan> _sent = [];
    private readonly DateTimeOffset _begin;

    public StartSpec()
    {
        _begin = _world.Time.GetUtcNow();
        _exchange = new World(
            new SimulatorOptions
            {
                Credentials =
                [
                    .. _aliases.Select(alias => new ApiKey(alias, $"account-{alias}", Day.Secret) { Account = alias }),
                ],
                Faults = FaultPlan.Parse("*: latency 30ms..90ms"),
                RateLimit = null,
            }
        );
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Start_must_spread_its_preflights_over_the_budget_of_the_address()
    {
        var engine = StartEngine(Sessions);
        StatusOf(engine, _aliases[^1]).HeldRequests.ShouldHaveSingleItem().Budget.ShouldBe(SharedBudgetScope.Address);

        _world.Advance(Planned / 2);
        Active(engine).ShouldBeInRange(Sessions * 45 / 100, Sessions * 55 / 100);
        _world.Advance(Planned / 2 + TimeSpan.FromSeconds(1));

        Active(engine).ShouldBe(Sessions);
        MustHaveKeptToTheBudget();
    }

    [Fact]
    public void Cancel_must_be_proven_at_once_when_it_comes_in_the_middle_of_a_start()
    {
        const int sessions = 200;
        var engine = StartEngine(sessions);
        _world.Advance(TimeSpan.FromSeconds(1));
        var last = KeyOf(_aliases[sessions - 1]);
        StatusOf(engine, _aliases[sessions - 1]).State.ShouldBe(SessionState.Starting);
        var asker = _world.Listen();
        engine.Router.Tell(
            new CancelSession(last, new CommandId("c1"), null, new RequestedBy.Person("ann"), new Reason("a test")),
            asker.Ref
        );

        _world.Advance(TimeSpan.FromSeconds(3));

        asker.Expect<SessionCanceled>().Session.ShouldBe(last);
    }

    private RiskEngineHandle StartEngine(int count)
    {
        var sessions = string.Join(
            '\n',
            _aliases.Take(count).Select(alias => $"{alias} {{ verification = own-orders }}")
        );
        var config = ConfigurationFactory.ParseString(
            $$"""
            risk-engine {
              guardian {
                rehearsals = 0
                address-rate { requests-per-second = {{PerSecond}}, burst = {{Burst}}, cancel-share = {{CancelShare}} }
              }
              sessions { {{sessions}} }
            }
            """
        );
        var gemini = new VirtualGemini(_exchange, _world.Time, new Random(1), defects: 0);
        var settings = RiskEngineSettings.Read(config, this, gemini).ShouldBeOfType<SettingsResult.Valid>().Settings;
        return _world.Await(
            _world.System.StartRiskEngine(
                settings,
                RiskEnginePorts.Default with
                {
                    Time = _world.Time,
                    JitterSeed = 1,
                    Run = new EngineRunId(1),
                }
            )
        );
    }

    /// <summary>In no time did more leave than the burst and the rate allow, the seconds in which a slot may be used late aside.</summary>
    private void MustHaveKeptToTheBudget()
    {
        foreach (var request in _exchange.Requests)
            _sent.Add(request.ArrivedAt - _begin);
        _sent.Count.ShouldBeGreaterThanOrEqualTo(Sessions * Steps);
        _sent.Sort();
        for (var from = 0; from < _sent.Count; from++)
        for (var to = from; to < _sent.Count && _sent[to] - _sent[from] <= TimeSpan.FromSeconds(10); to++)
            (to - from + 1).ShouldBeLessThanOrEqualTo(
                Burst + (int)((_sent[to] - _sent[from]).TotalSeconds * PerSecond) + 1
            );
    }

    private int Active(RiskEngineHandle engine) =>
        _aliases.Count(alias => StatusOf(engine, alias).State == SessionState.Active);

    private SessionStatus StatusOf(RiskEngineHandle engine, string alias) =>
        _world.Ask<SessionStatus>(engine.Router, new GetSessionStatus(KeyOf(alias)));

    private static SessionKey KeyOf(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));

    string? ISecretSource.Variable(string name) =>
        name.Split("__") switch
        {
            [_, _, var alias, "APIKEY"] => $"account-{alias.ToLowerInvariant().Replace('_', '-')}",
            [_, _, _, "APISECRET"] => Day.Secret,
            _ => null,
        };

    string ISecretSource.File(string path) => throw new InvalidOperationException("There is no file.");
}
