using System.Diagnostics;

namespace RiskEngine.Benchmarks;

/// <summary>The exchange, in a process of its own: what it does is not on the engine's account.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    internal const string Secret = "s3cret";

    /// <summary>The session that the engine has, and the one of the bare loop.</summary>
    internal const string EngineKey = "account-engine";

    internal const string BareKey = "account-bare";

    /// <summary>The session of the processes that cancel for the first time.</summary>
    internal const string FirstKey = "account-first";

    /// <summary>The same of the processes that do it bare.</summary>
    internal const string FirstBareKey = "account-first-bare";

    private readonly Process _process;

    private SimulatorProcess(Process process, SimulatorAddress address)
    {
        _process = process;
        Address = address;
    }

    internal SimulatorAddress Address { get; }

    /// <param name="scheme">http or https.</param>
    /// <param name="faults">What goes wrong there.</param>
    internal static async Task<SimulatorProcess> StartAsync(string scheme, string faults)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var simulator = Path.Combine(
            own.Parent!.Parent!.FullName,
            "RiskEngine.Simulator",
            own.Name,
            "RiskEngine.Simulator.dll"
        );
        string[] arguments =
        [
            simulator,
            .. (string[])["--urls", $"{scheme}://127.0.0.1:0", "--rate-limit", "off"],
            .. (string[])["--key", EngineKey, "--secret", Secret, "--key", BareKey, "--secret", Secret],
            .. (string[])["--key", FirstKey, "--secret", Secret, "--key", FirstBareKey, "--secret", Secret],
            .. (string[])["--fault", faults],
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var address = new Uri(await LastWordAsync(process));
        var fingerprint = address.Scheme == Uri.UriSchemeHttps ? await LastWordAsync(process) : "";
        return new SimulatorProcess(process, new SimulatorAddress(address, fingerprint));
    }

    private static async Task<string> LastWordAsync(Process process) =>
        (await process.StandardOutput.ReadLineAsync())?.Split(' ')[^1]
        ?? throw new InvalidOperationException("The simulator ended before it listened.");

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
