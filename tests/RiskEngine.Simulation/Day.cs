using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Simulation.Desk;
using RiskEngine.Simulation.Exchange;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Simulation;

/// <summary>One simulated minute of a desk: three sessions, their strategies, an officer, an exchange with faults, a fragile sender.</summary>
internal sealed class Day
{
    internal const string Secret = "simulated-secret";

    /// <summary>The session whose nonces are seconds.</summary>
    internal const string TimeBased = "taker-1";

    /// <summary>The session that is canceled on the way down.</summary>
    internal const string CanceledOnStop = "maker-1";

    internal const int MaxPendingCancels = 5;
    internal const int MaxQueuedRequests = 4;
    private const int Storm = 10;

    private static readonly TimeSpan Trading = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(60);

    /// <summary>As long as all steps of a stop may take together.</summary>
    private static readonly TimeSpan Stop = TimeSpan.FromSeconds(20);

    private static readonly string[] Plans =
    [
        "none",
        "flaky",
        "maintenance",
        "lost-answers",
        "rejects",
        "rate-limited",
        "stall",
        "chaos",
        "order/new: latency 20ms..900ms",
    ];

    private Day(int seed, World exchange, Journal journal)
    {
        Seed = seed;
        Exchange = exchange;
        Journal = journal;
    }

    internal int Seed { get; }

    internal World Exchange { get; }

    internal Journal Journal { get; }

    /// <summary>Whether senders fail now and then as no exchange can make them.</summary>
    internal bool HasDefects { get; private init; }

    /// <summary>What the engine gave to the audit trail.</summary>
    internal KeptAudit Audit { get; } = new();

    internal List<SessionEscalated> Escalations { get; } = [];

    /// <summary>The whole day as text: what was asked and answered, the audit trail, what reached the exchange, and every choice of the seed.</summary>
    internal IEnumerable<string> Trace =>
        [
            .. Journal.Lines,
            .. Audit.Entries.Select(entry => entry.ToJson()),
            .. Exchange.Requests.Select(request => $"{request}"),
            Choices,
        ];

    private string Choices { get; set; } = "";

    /// <summary>When the kill switch was engaged and reset, as the officer was told.</summary>
    internal Halt Halt { get; } = new();

    internal static Day Run(int seed)
    {
#pragma warning disable RS0030 // The seed is printed by whoever fails.
        var random = new Random(seed);
#pragma warning restore RS0030
        var exchange = new World(
            new SimulatorOptions
            {
                Credentials =
                [
                    new ApiKey("maker-1", "account-maker-1", Secret) { Account = "desk-1" },
                    new ApiKey("maker-2", "master-maker-2", Secret),
                    new ApiKey(TimeBased, "account-taker-1", Secret)
                    {
                        Account = "desk-3",
                        Nonce = Simulator.Keys.NonceMode.TimeBased,
                    },
                ],
                Accounts = [new Account("desk-2")],
                Faults = FaultPlan.Parse(Plans[random.Next(Plans.Length)]),
                Seed = seed,
            }
        );
        using var world = VirtualWorld.Create(Configuration(), seed);
        var journal = new Journal(exchange, world.Time);
        var defects = random.Next(3) == 0 ? 0.05 : 0;
        var gemini = new VirtualGemini(exchange, world.Time, random, defects);
        var settings = RiskEngineSettings.Read(Configuration(), new Secrets(), gemini) switch
        {
            SettingsResult.Valid valid => valid.Settings,
            var faulty => throw new InvalidOperationException(faulty.ToString()),
        };
        var day = new Day(seed, exchange, journal) { HasDefects = defects > 0 };
        var marks = new SlowMarks(world.Time, random);
        var ports = new RiskEnginePorts
        {
            Time = world.Time,
            JitterSeed = (ulong)seed,
            Run = new EngineRunId((ulong)seed),
            Audit = day.Audit,
            NonceMarks = marks,
        };
        var engine = world.Await(world.System.StartRiskEngine(settings, ports));
        marks.IsTroubled = random.Next(2) == 0;
        foreach (var session in settings.Sessions)
        {
            var plan = PlanOf(session.Key, random);
            world.System.ActorOf(Props.Create(() => new Strategy(session.Key, engine.Router, plan, journal)));
        }

        var engageAt = TimeSpan.FromMilliseconds(random.Next(1_000, 18_000));
        var resetAt = engageAt + TimeSpan.FromMilliseconds(random.Next(1, 12_000));
        world.System.ActorOf(
            Props.Create(() => new Officer(engine.KillSwitch, engageAt, resetAt, day.Halt, world.Time))
        );
        var escalations = world.Listen();
        escalations.Subscribe<SessionEscalated>();
        world.Advance(Whole);
        var stopping = engine.Stop!.RunAsync();
        world.Advance(Stop);
        world.Await(stopping);
        day.Escalations.AddRange(escalations.TakeAll().Cast<SessionEscalated>());
        day.Choices = world.Choices;
        return day;
    }

    private static List<Deed> PlanOf(SessionKey session, Random random)
    {
        var deeds = new List<Deed>();
        for (var at = TimeSpan.Zero; at < Trading; at += TimeSpan.FromMilliseconds(random.Next(50, 1500)))
            deeds.Add(
                new Deed(
                    at,
                    new CommandId($"{session.Alias}-{deeds.Count}"),
                    random.Next(12) switch
                    {
                        0 or 1 => DeedKind.Cancel,
                        2 => DeedKind.Lease,
                        _ => DeedKind.Order,
                    },
                    TimeSpan.FromMilliseconds(random.Next(100, 15_000))
                )
            );
        // Some ask twice at the same instant: the second may not rest on the first one's request.
        if (random.Next(2) == 0)
            deeds.AddRange(
                deeds
                    .Where(deed => deed.Kind == DeedKind.Cancel)
                    .Select(deed => deed with { Command = new CommandId($"{deed.Command}-again") })
                    .ToList()
            );
        // More at once than may wait.
        if (random.Next(3) == 0)
        {
            var at = TimeSpan.FromMilliseconds(random.Next(1, 19_000));
            var kind = random.Next(2) == 0 ? DeedKind.Cancel : DeedKind.Order;
            for (var i = 0; i < Storm; i++)
                deeds.Add(new Deed(at, new CommandId($"{session.Alias}-storm-{i}"), kind, TimeSpan.FromSeconds(10)));
        }

        return deeds;
    }

    private static Config Configuration() =>
        ConfigurationFactory.ParseString(
            $$"""
            risk-engine {
              guardian {
                max-pending-cancels = {{MaxPendingCancels}}
                max-queued-requests = {{MaxQueuedRequests}}
                # It is the same every day.
                rehearsals = 1
              }
              session-defaults.nonce { reserve-ahead = 3s, time-based-reserve-ahead = 3s }
              gemini.rest-base-address = "http://127.0.0.1"
              sessions {
                maker-1 { verification = account, cancel-on-stop = on }
                maker-2 { account = desk-2, verification = none }
                taker-1 { verification = account, nonce { mode = time-based, json = string } }
              }
            }
            """
        );

    private sealed class Secrets : ISecretSource
    {
        public string? Variable(string name) =>
            name.Split("__") switch
            {
                [_, _, "maker-2", "APIKEY"] => "master-maker-2",
                [_, _, ("maker-1" or "taker-1") and var alias, "APIKEY"] => $"account-{alias}",
                [_, _, "maker-1" or "maker-2" or "taker-1", "APISECRET"] => Secret,
                _ => null,
            };

        public string File(string path) => throw new FileNotFoundException("A simulation has no files.", path);
    }
}
