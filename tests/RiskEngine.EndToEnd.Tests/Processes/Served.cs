using System.Diagnostics;
using System.Text.RegularExpressions;
using RiskEngine.EndToEnd.Tests.House;

namespace RiskEngine.EndToEnd.Tests.Processes;

/// <summary>A service as its own process, as <c>serve</c> runs it, and everything that it says.</summary>
internal sealed partial class Served : IAsyncDisposable
{
    /// <summary>Ends a test that hangs, and nothing else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Keys of <c>risk-engine</c>: nothing is given up, or sent a second time, because the machine is busy.</summary>
    internal const string Patiently = """
        gemini { request-timeout = 20s, connect-timeout = 15s }
        guardian { attempt-timeout = 25s, hedge-after = 20s, default-deadline = 50s }
        kill-switch.deadline = 55s
        """;

    private const string Local = "local-0123456789-0123456789";

    /// <summary>What its token is shown on is a terminal alone, so it makes up none here.</summary>
    internal static readonly (string Name, string Value)[] LocalOperator =
    [
        ("RISKENGINE__OPERATORS__local__TOKEN", Local),
        ("RISKENGINE__OPERATORS__local__ROLES", "viewer,canceler,engager,resetter"),
    ];

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly List<string> _said = [];
    private Task _listening = Task.CompletedTask;

    private Served(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync());

    internal string Address { get; private set; } = "";

    /// <summary>The token of the one operator, where no others are given.</summary>
    internal string Token => Local;

    /// <summary>A configuration file whose store and log stay in a test's own folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="more">What else is said in <c>risk-engine</c>.</param>
    internal static async Task<string> OverlayAsync(TemporaryFolder folder, string more)
    {
        var overlay = folder.PathOf("test.hocon");
        await File.WriteAllTextAsync(
            overlay,
            $$"""
            risk-engine {
              store { path = "{{folder.Path}}/store.db" }
              service { log-folder = "{{folder.Path}}/log" }
              {{more}}
            }
            """
        );
        return overlay;
    }

    /// <param name="files">The configuration beside <c>config/simulation.hocon</c>.</param>
    /// <param name="environment">What is set besides.</param>
    internal static async Task<Served> StartAsync(string[] files, params (string Name, string Value)[] environment)
    {
        var served = await StartUnreadAsync(files, environment);
        served._listening = served.ListenAsync();
        return served;
    }

    /// <summary>As <see cref="StartAsync"/>; but once it listens, nobody reads what it says.</summary>
    internal static async Task<Served> StartUnreadAsync(
        string[] files,
        params (string Name, string Value)[] environment
    )
    {
        var served = new Served(
            Program.Start(
                "RiskEngine.Host",
                [
                    "serve",
                    "--config",
                    Repository.PathOf("config", "simulation.hocon"),
                    .. files,
                    "--urls",
                    "http://127.0.0.1:0",
                ],
                environment.Length > 0 ? environment : LocalOperator
            )
        );
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        while (served.Address.Length == 0)
            served.Take(
                await served._process.StandardOutput.ReadLineAsync(limit.Token)
                    ?? throw new InvalidOperationException($"It was not started:\n{await served._error}")
            );
        return served;
    }

    /// <summary>A command of a person at another terminal.</summary>
    internal Task<Program.Finished> RunAsync(params string[] arguments) =>
        Program.RunAsync("RiskEngine.Host", arguments, ("RISKENGINE__URL", Address), ("RISKENGINE__TOKEN", Token));

    /// <summary>A command whose output another program reads.</summary>
    internal Task<Program.Finished> RunIntoAsync(string reader, params string[] arguments) =>
        Program.RunIntoAsync(
            "RiskEngine.Host",
            arguments,
            reader,
            ("RISKENGINE__URL", Address),
            ("RISKENGINE__TOKEN", Token)
        );

    /// <summary>A command of a person who sits at a terminal, input and output.</summary>
    internal Task<Program.Finished> RunAtTerminalAsync(params string[] arguments) =>
        Program.RunAtTerminalAsync(
            "RiskEngine.Host",
            arguments,
            ("RISKENGINE__URL", Address),
            ("RISKENGINE__TOKEN", Token)
        );

    /// <summary>Stops it as a service manager does, and gives everything that it said.</summary>
    /// <remarks>The signal of a terminal's Ctrl+C is ignored by whatever a script runs in the background, tests and all.</remarks>
    internal async Task<(int ExitCode, string Said)> StopAsync()
    {
        using var terminate = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await _process.WaitForExitAsync(limit.Token);
        await _listening;
        return (_process.ExitCode, string.Join('\n', _said) + await _error);
    }

    /// <summary>It dies, as in a crash.</summary>
    internal void Kill() => _process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            Take(line);
    }

    private void Take(string line)
    {
        _said.Add(line);
        if (Listens().Match(line) is { Success: true } listens)
            Address = listens.Groups["address"].Value;
    }

    [GeneratedRegex(@"The service listens on (?<address>http://\S+)")]
    private static partial Regex Listens();
}
