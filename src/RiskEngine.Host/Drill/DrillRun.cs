using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Host.CommandLine;
using RiskEngine.Host.Logging;
using RiskEngine.Hosting;
using RiskEngine.Simulator;
using RiskEngine.Storage;

namespace RiskEngine.Host.Drill;

/// <summary>One drill, from the first look to the verdict.</summary>
internal static class DrillRun
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>An answer comes within the deadline; what this adds is for a machine that is busy.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Long enough for an order that was on its way to land, and be seen.</summary>
    private static readonly TimeSpan LastLook = TimeSpan.FromMilliseconds(500);

    /// <summary>Drills with a simulated exchange and strategies that trade on it.</summary>
    internal static async Task<int> SimulatedAsync(DrillOptions options, TimeProvider time, CancellationToken stop)
    {
        var exchange = new DrillExchange();
        await using var simulator = await GeminiSimulator.StartAsync(exchange.Options(options), time, stop);
        return DrillSettings.Simulated(simulator.BaseAddress, exchange, time) switch
        {
            SettingsResult.Valid { Settings: var settings }
                when DrillSettings.TooLong(settings, options.Deadline) is { } tooLong => Faults.Report([tooLong]),
            SettingsResult.Valid { Settings: var settings } => await RunAsync(
                options,
                new SimulatedScene(options, settings, simulator, time),
                time,
                stop
            ),
            var faulty => Report(faulty),
        };
    }

    /// <summary>Drills with the sessions of a configuration.</summary>
    internal static async Task<int> RealAsync(
        DrillOptions options,
        IReadOnlyList<ConfigurationText> texts,
        bool live,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var result = DrillSettings.Real(texts, time);
        if (result is not SettingsResult.Valid { Settings: var settings })
            return Report(result);
        var refusals = DrillSettings.Refusals(settings, live).ToList();
        if (DrillSettings.TooLong(settings, options.Deadline) is { } tooLong)
            refusals.Add(tooLong);
        return refusals.Count > 0
            ? Faults.Report(refusals)
            : await RunAsync(options, new RealScene(settings, time), time, stop);
    }

    private static int Report(SettingsResult result) =>
        result is SettingsResult.Faulty faulty
            ? Faults.Report(faulty.Faults.Select(fault => fault.ToString()))
            : throw new InvalidOperationException("A settings result that is neither valid nor faulty.");

    private static async Task<int> RunAsync(
        DrillOptions options,
        IDrillScene scene,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var startedAt = time.GetUtcNow();
        var settings = scene.Settings;
        var deadline = options.Deadline ?? settings.KillSwitch.Deadline;
        var progress = new DrillProgress(settings.Sessions.Select(session => session.Key));
        await using var log = EngineLog.To(options.Log, time);
        var system = ActorSystem.Create("drill", ConfigurationFactory.ParseString(EngineLog.AkkaSettings));
        await using var store = EngineStore.Open(settings.Store, settings.Node, time);
        var engine = await system.StartRiskEngine(settings, store.Ports());
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var conductor = system.ActorOf(
            Props.Create(() => new DrillConductor(engine, progress, scene.Paces, () => answered.TrySetResult())),
            "conductor"
        );
        await DrillScreen.ShowAsync(
            scene,
            progress,
            async refresh =>
            {
                await Until(scene.PrepareAsync(system, engine, progress, stop));
                conductor.Tell(
                    new EngageKillSwitch(
                        KillSwitchScope.Everything.Instance,
                        new CommandId("drill"),
                        new RequestedBy.Person("drill"),
                        new Reason("drill: pull everything"),
                        options.Deadline
                    )
                );
                await Until(Task.WhenAny(answered.Task, Task.Delay(deadline + Grace, time, stop)));
                await Until(Task.Delay(LastLook, time, stop));

                async Task Until(Task end)
                {
                    do
                    {
                        scene.Look(progress);
                        refresh();
                        await Task.WhenAny(end, Task.Delay(Refresh, time));
                    } while (!end.IsCompleted);
                    await end;
                    scene.Look(progress);
                    refresh();
                }
            }
        );
        await system.Terminate();
        var isProven = DrillScreen.Conclude(scene, progress);
        var isWritten = TryWrite(options.Evidence, new DrillFacts(scene, startedAt, time.GetUtcNow()), progress);
        return !isProven ? ExitCode.NotProven
            : isWritten ? ExitCode.Proven
            : ExitCode.NotWritten;
    }

    private static bool TryWrite(DirectoryInfo folder, DrillFacts facts, DrillProgress progress)
    {
        try
        {
            DrillScreen.ShowEvidence(DrillEvidence.Write(folder, facts, progress));
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The evidence could not be written to {folder}: {failure.Message}");
            return false;
        }
    }
}
