using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Gemini;
using RiskEngine.Host.CommandLine;
using RiskEngine.Host.Hosting;
using RiskEngine.Host.Logging;
using RiskEngine.Simulator;
using RiskEngine.Storage;

namespace RiskEngine.Host.Drill;

/// <summary>One drill, from an empty book to the verdict.</summary>
internal static class DrillRun
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>An answer comes within the deadline; what this adds is for a machine that is busy.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Long enough for an order that was on its way to land, and be seen.</summary>
    private static readonly TimeSpan LastLook = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestWaitForOrders = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>A time-based key has one nonce a second, and a small lead.</summary>
    private static readonly TimeSpan TimeBasedPace = TimeSpan.FromMilliseconds(600);

    internal static async Task<int> RunAsync(DrillOptions options, TimeProvider time, CancellationToken stop)
    {
        var exchange = new DrillExchange();
        await using var simulator = await GeminiSimulator.StartAsync(exchange.Options(options), time, stop);
        switch (ReadSettings(simulator.BaseAddress, exchange, time))
        {
            case SettingsResult.Valid valid:
                return await RunAsync(options, valid.Settings, simulator, time, stop);
            case SettingsResult.Faulty faulty:
                return Faults.Report(faulty.Faults.Select(fault => fault.ToString()));
            default:
                throw new InvalidOperationException("A settings result that is neither valid nor faulty.");
        }
    }

    private static async Task<int> RunAsync(
        DrillOptions options,
        RiskEngineSettings settings,
        GeminiSimulator simulator,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var startedAt = time.GetUtcNow();
        var screen = new DrillScreen(simulator, options);
        var progress = new DrillProgress(settings.Sessions.Select(session => session.Key));
        using var log = EngineLog.To(options.Log);
        var system = ActorSystem.Create("drill", ConfigurationFactory.ParseString(EngineLog.AkkaSettings));
        await using var store = EngineStore.Open(settings.Store, settings.Node, time);
        var engine = await system.StartRiskEngine(settings, store.Ports());
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var paces = settings.Sessions.ToDictionary(
            session => session.Key,
            session => session.NonceMode is NonceMode.TimeBased ? TimeBasedPace : Pace
        );
        var conductor = system.ActorOf(
            Props.Create(() => new DrillConductor(engine, progress, paces, () => answered.TrySetResult())),
            "conductor"
        );
        await screen.ShowAsync(
            progress,
            async refresh =>
            {
                await RefreshUntil(Task.Delay(options.Trading, time, stop), progress, simulator, refresh, time);
                await RefreshUntil(SomethingToCancel(progress, time, stop), progress, simulator, refresh, time);
                NoteOpenOrders(progress, simulator, isBefore: true);
                conductor.Tell(
                    new EngageKillSwitch(
                        KillSwitchScope.Everything.Instance,
                        new CommandId("drill"),
                        new RequestedBy.Person("drill"),
                        new Reason("drill: pull everything")
                    )
                );
                var limit = settings.KillSwitch.Deadline + Grace;
                await RefreshUntil(
                    Task.WhenAny(answered.Task, Task.Delay(limit, time, stop)),
                    progress,
                    simulator,
                    refresh,
                    time
                );
                await RefreshUntil(Task.Delay(LastLook, time, stop), progress, simulator, refresh, time);
            }
        );
        await system.Terminate();
        var isFlat = screen.Conclude(progress);
        if (options.Evidence is { } folder)
            DrillScreen.ShowEvidence(
                DrillEvidence.Write(
                    folder,
                    new DrillFacts(options, settings, startedAt, time.GetUtcNow()),
                    progress,
                    simulator
                )
            );
        return isFlat ? ExitCode.Proven : ExitCode.NotProven;
    }

    /// <summary>A drill that finds an empty book proves nothing, so it waits for orders, within reason.</summary>
    private static async Task SomethingToCancel(DrillProgress progress, TimeProvider time, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        while (
            progress.Sessions.Any(session => session.OpenNow == 0) && time.GetElapsedTime(start) < LongestWaitForOrders
        )
            await Task.Delay(Refresh, time, stop);
    }

    private static SettingsResult ReadSettings(Uri exchange, DrillExchange secrets, TimeProvider time) =>
        ConfigurationText.Settings(
            [
                new ConfigurationText("simulation.hocon", Simulation()),
                new ConfigurationText(
                    "drill",
                    $"risk-engine {{ store.kind = memory, gemini.rest-base-address = \"{exchange.GetLeftPart(UriPartial.Authority)}\" }}"
                ),
            ],
            secrets,
            new GeminiExchange(time)
        );

    private static string Simulation()
    {
        using var stream =
            typeof(DrillRun).Assembly.GetManifestResourceStream("simulation.hocon")
            ?? throw new InvalidOperationException("simulation.hocon was not built into the host.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task RefreshUntil(
        Task end,
        DrillProgress progress,
        GeminiSimulator simulator,
        Action refresh,
        TimeProvider time
    )
    {
        while (!end.IsCompleted)
        {
            NoteOpenOrders(progress, simulator, isBefore: false);
            refresh();
            await Task.WhenAny(end, Task.Delay(Refresh, time));
        }

        await end;
        NoteOpenOrders(progress, simulator, isBefore: false);
        refresh();
    }

    private static void NoteOpenOrders(DrillProgress progress, GeminiSimulator simulator, bool isBefore)
    {
        foreach (var session in progress.Sessions)
        {
            var open = simulator.World.OpenOrdersOf(session.Session.Alias.Value).Count;
            progress.Change(
                session.Session,
                known => known with { OpenNow = open, OpenBefore = isBefore ? open : known.OpenBefore }
            );
        }
    }
}
