using Akka.Configuration;
using RiskEngine.Simulation.Desk;
using RiskEngine.Simulation.Exchange;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using Xunit.Abstractions;

namespace RiskEngine.Simulation;

/// <summary>
/// An engine that is killed, or stops, with live orders, and the next one on the same memory and the same exchange: whole
/// engines in virtual time, over venues that hide what is young.
/// </summary>
public sealed class LivesSpec(ITestOutputHelper output)
{
    private const int Pairs = 60;
    private const string Secret = "simulated-secret";

    private static readonly TimeSpan First = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(60);

    /// <summary>As long as a change may wait, and the writes before and of it.</summary>
    private static readonly TimeSpan MostBehind = TimeSpan.FromMilliseconds(50) + 2 * SharedMemory.SlowestWrite;

    private static readonly string[] Sessions = ["maker-1", "taker-1"];

    private static readonly string[] Plans =
    [
        "none",
        "cancel/session: hide-young 700ms; orders: hide-young 1500ms",
        "cancel/session: hide-young 1h; orders: hide-young 1h",
        "cancel/session: drop-after x2; orders: hide-young 900ms",
        "order/new: latency 20ms..900ms; cancel/session: hide-young 500ms",
    ];

    [Fact]
    public void Canceled_must_not_be_said_by_a_successor_while_an_order_is_open_that_its_predecessor_had_written()
    {
        var (canceled, unproven, left) = (0, 0, 0);
        foreach (var seed in Seeds.From(1, Pairs))
        {
            var lives = new Lives(seed);
            lives.Run();
            foreach (var outcome in lives.Outcomes)
                if (outcome is SessionCanceled)
                    canceled++;
                else
                    unproven++;
            left += lives.Left;
        }

        output.WriteLine($"{canceled} proven, {unproven} not; {left} orders were live when their engine was killed");
        if (Seeds.IsReplay)
            return;
        canceled.ShouldBeGreaterThan(Pairs, "a promise that is never tried proves nothing");
        left.ShouldBeGreaterThan(Pairs);
    }

    private sealed class Lives(int seed)
    {
#pragma warning disable RS0030 // The seed is printed by whoever fails.
        private readonly Random _random = new(seed);
#pragma warning restore RS0030
        private readonly SharedMemory _memory = new();
        private readonly Dictionary<OrderId, (string Alias, DateTimeOffset At)> _acknowledged = [];

        internal List<SessionCancelOutcome> Outcomes { get; } = [];

        /// <summary>How many orders the first engine left.</summary>
        internal int Left { get; private set; }

        internal void Run()
        {
            var exchange = new World(
                new SimulatorOptions
                {
                    Credentials =
                    [
                        new ApiKey("maker-1", "account-maker-1", Secret) { Account = "desk-1" },
                        new ApiKey("taker-1", "account-taker-1", Secret)
                        {
                            Account = "desk-2",
                            Nonce = Simulator.Keys.NonceMode.TimeBased,
                        },
                    ],
                    Faults = FaultPlan.Parse(Plans[_random.Next(Plans.Length)]),
                    Seed = seed,
                }
            );
            var isKilled = _random.Next(3) > 0;
            var endedAt = Trade(exchange, isKilled);
            Left += exchange.OpenOrders.Count;
            CancelAll(exchange, endedAt, isKilled);
        }

        /// <summary>The first life: orders until its end.</summary>
        private DateTimeOffset Trade(World exchange, bool isKilled)
        {
            using var world = VirtualWorld.Create(Configuration, seed);
            var memory = _memory.Of(world.Time, _random);
            var engine = Start(world, exchange, memory);
            var placed = 0;
            var listener = world.Listen();
            for (var at = TimeSpan.Zero; at < First; )
            {
                var step = TimeSpan.FromMilliseconds(_random.Next(20, 700));
                world.Advance(step);
                at += step;
                foreach (var alias in Sessions)
                    engine.Router.Tell(Order(alias, $"{alias}-{++placed}"), listener.Ref);
            }

            // Into the moments after an order, when its acknowledgment is out, heard, or written.
            world.Advance(TimeSpan.FromMilliseconds(_random.Next(200)));
            foreach (var answered in listener.TakeAll().OfType<PrivateRequestAnswered>())
                Learn(answered);
            if (isKilled)
                memory.IsKilled = true;
            else
            {
                var stopping = engine.Stop!.RunAsync();
                world.Advance(TimeSpan.FromSeconds(20));
                world.Await(stopping);
            }

            return world.Time.GetUtcNow();
        }

        /// <summary>The second life: cancels at once, and is held against the exchange's book.</summary>
        private void CancelAll(World exchange, DateTimeOffset endedAt, bool isKilled)
        {
            using var world = VirtualWorld.Create(Configuration, seed);
            world.Advance(endedAt - world.Time.GetUtcNow() + TimeSpan.FromMilliseconds(_random.Next(1_500)));
            var engine = Start(world, exchange, _memory.Of(world.Time, _random));
            var listener = world.Listen();
            foreach (var alias in Sessions)
                engine.Router.Tell(
                    new CancelSession(
                        KeyOf(alias),
                        new CommandId($"cancel-{alias}"),
                        null,
                        new RequestedBy.Person("alice"),
                        new Reason("a crash"),
                        Last
                    ),
                    listener.Ref
                );
            for (var waited = TimeSpan.Zero; waited <= Last; waited += TimeSpan.FromMilliseconds(100))
            {
                world.Advance(TimeSpan.FromMilliseconds(100));
                foreach (var outcome in listener.TakeAll().OfType<SessionCancelOutcome>())
                    Check(exchange, outcome, endedAt, isKilled);
            }

            Outcomes.Count.ShouldBe(Sessions.Length, $"I1, {Seeds.Replay(seed)}");
            var stopping = engine.Stop!.RunAsync();
            world.Advance(TimeSpan.FromSeconds(20));
            world.Await(stopping);
        }

        private void Check(World exchange, SessionCancelOutcome outcome, DateTimeOffset endedAt, bool isKilled)
        {
            Outcomes.Add(outcome);
            if (outcome is not SessionCanceled canceled)
                return;
            var alias = outcome.Session.Alias.Value;
            var open = exchange.OpenOrdersOf(alias).Select(order => new OrderId(order.Id)).ToHashSet();
            _acknowledged
                .Where(order => order.Value.Alias == alias && open.Contains(order.Key))
                .Where(order => !isKilled || endedAt - order.Value.At > MostBehind)
                .ShouldBeEmpty($"{canceled.Proof}, {Seeds.Replay(seed)}");
        }

        /// <summary>An order that was acknowledged, and when the exchange placed it: its acknowledgment came no sooner.</summary>
        private void Learn(PrivateRequestAnswered answered)
        {
            using var json = System.Text.Json.JsonDocument.Parse(answered.Json);
            var id = new OrderId(json.RootElement.GetProperty("order_id").GetString()!);
            var placedAt = json.RootElement.GetProperty("timestampms").GetInt64();
            _acknowledged[id] = (answered.Session.Alias.Value, DateTimeOffset.FromUnixTimeMilliseconds(placedAt));
        }

        private RiskEngineHandle Start(VirtualWorld world, World exchange, SharedMemory.View memory)
        {
            var gemini = new VirtualGemini(exchange, world.Time, _random, defects: 0);
            var settings = RiskEngineSettings.Read(Configuration, new Secrets(), gemini) switch
            {
                SettingsResult.Valid valid => valid.Settings,
                var faulty => throw new InvalidOperationException(faulty.ToString()),
            };
            return world.Await(
                world.System.StartRiskEngine(
                    settings,
                    new RiskEnginePorts
                    {
                        Time = world.Time,
                        JitterSeed = (ulong)seed,
                        Run = new EngineRunId((ulong)seed),
                        NonceMarks = memory,
                        OrderLedgers = memory,
                    }
                )
            );
        }
    }

    private static SessionKey KeyOf(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));

    private static SubmitPrivateRequest Order(string alias, string name) =>
        new(
            KeyOf(alias),
            new CommandId(name),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            new RequestFields([
                new RequestField.Text("symbol", "btcusd"),
                new RequestField.Text("amount", "0.01"),
                new RequestField.Text("price", "10"),
                new RequestField.Text("side", "buy"),
                new RequestField.Text("type", "exchange limit"),
                new RequestField.Text("client_order_id", name),
            ])
        );

    private static Config Configuration { get; } =
        ConfigurationFactory.ParseString(
            """
            risk-engine {
              guardian.rehearsals = 1
              session-defaults.nonce { reserve-ahead = 3s, time-based-reserve-ahead = 3s }
              gemini.rest-base-address = "http://127.0.0.1"
              sessions {
                maker-1 { }
                taker-1 { nonce { mode = time-based, unit = seconds } }
              }
            }
            """
        );

    private sealed class Secrets : ISecretSource
    {
        public string? Variable(string name) =>
            name.Split("__") switch
            {
                [_, _, ("maker-1" or "taker-1") and var alias, "APIKEY"] => $"account-{alias}",
                [_, _, "maker-1" or "taker-1", "APISECRET"] => Secret,
                _ => null,
            };

        public string File(string path) => throw new FileNotFoundException("A simulation has no files.", path);
    }
}
