using System.CommandLine;
using RiskEngine.Host.Logging;
using RiskEngine.Host.Service;
using Serilog;
using Spectre.Console;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>serve</c>: the engine with its HTTP API and its console, until it is told to stop.</summary>
internal static class ServeCommand
{
    /// <summary>A token in a pipe ends up in a log; a service whose token nobody has can be stopped by nobody.</summary>
    private const string NobodyMayStopIt =
        "RISKENGINE__OPERATORS__<name>__TOKEN_FILE, RISKENGINE__OPERATORS__<name>__ROLES: no operator is configured. Without one, serve makes one up and shows its token on a terminal, and there is none.";

    internal static Command Create()
    {
        var files = new Option<FileInfo[]>("--config")
        {
            Description =
                "Configuration files; a later one overrides the ones before it. None: config/simulation.hocon, with an exchange of its own.",
            AllowMultipleArgumentsPerToken = true,
        };
        var urls = new Option<string?>("--urls")
        {
            Description =
                "Where to listen, such as http://127.0.0.1:8800. Elsewhere than on this machine: https, and operators.",
        };
        var command = new Command(
            "serve",
            "Run the engine with its HTTP API and console. Exit code 0: stopped in order; 2: it was not started; 3: its cluster goes on without it."
        )
        {
            files,
            urls,
        };
        command.SetAction(
            (parsed, stop) => RunAsync(parsed.GetValue(files) ?? [], parsed.GetValue(urls), TimeProvider.System, stop)
        );
        return command;
    }

    private static async Task<int> RunAsync(FileInfo[] files, string? urls, TimeProvider time, CancellationToken stop)
    {
        if (!ConfigurationFiles.TryRead(files, out var texts, out var unreadable))
            return Faults.Report(unreadable);
        if (urls is not null)
            texts = [.. texts, ConfigurationFiles.Setting("--urls", "risk-engine.service.listen", urls)];
        await using var start = await ServiceStart.ReadAsync(texts, EnvironmentVariables.All(), time, stop);
        if (start.Plan is not { } plan)
            return Faults.Report(start.Faults.Select(fault => $"{fault}"));
        if (start.LocalToken is not null && !Terminal.IsThere)
            return Faults.Report([NobodyMayStopIt]);
        await using var log = EngineLog.ToConsoleAnd(
            plan.Settings.Service.LogFolder,
            plan.Settings.Service.LogQueue,
            time
        );
        foreach (var place in start.NotFollowed)
            Log.Warning("{Include}: {Meaning}", place, ConfigCommand.NotFollowed);
        foreach (var unused in start.UnusedVariables)
            Log.Warning("{Unused}", unused);
        try
        {
            await using var service = await RunningService.StartAsync(plan, log.Outputs, stop);
            // On a thread of its own: nobody may be reading what it writes, and a signal to stop must be heard all the same.
            _ = Task.Factory.StartNew(
                () => Greet(service.Address, start.LocalToken, plan),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
            await UntilAsync(service.Ended, stop);
            if (!stop.IsCancellationRequested)
            {
                Log.Error("The engine's system has ended by itself: {Reason}.", $"{service.WhyEnded}");
                return ExitCode.NotServed;
            }

            Log.Information("Stopping.");
            return ExitCode.Proven;
        }
        catch (IOException failure)
        {
            return Faults.Report([failure.Message]);
        }
    }

    /// <summary>On the terminal, not in the log: the token is for whoever sits there.</summary>
    private static void Greet(Uri listens, string? token, ServicePlan plan)
    {
        Terminal.Prepare();
        var address = listens.GetLeftPart(UriPartial.Authority);
        if (plan.Simulator is { } simulator)
            AnsiConsole.MarkupLineInterpolated($"[grey]The exchange is simulated, on {simulator.BaseAddress}[/]");
        AnsiConsole.MarkupLineInterpolated($"The service listens on [bold]{address}[/]");
        if (token is null)
            return;
        AnsiConsole.MarkupLine(
            "No operator is configured, so this run has one of its own, [bold]local[/], with every role:"
        );
        Console.WriteLine($"  console   {address}/#token={token}");
        Console.WriteLine($"  commands  export {ServiceAddress.TokenVariable}={token}");
    }

    private static async Task UntilAsync(Task ended, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(() => stopped.TrySetResult());
        await Task.WhenAny(stopped.Task, ended);
    }
}
