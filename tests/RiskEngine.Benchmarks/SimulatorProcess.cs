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

    private readonly Process _process;

    private SimulatorProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    internal Uri Address { get; }

    internal static async Task<SimulatorProcess> StartAsync()
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
            .. (string[])["--urls", "http://127.0.0.1:0", "--rate-limit", "off"],
            .. (string[])["--key", EngineKey, "--secret", Secret, "--key", BareKey, "--secret", Secret],
            .. (string[])["--key", FirstKey, "--secret", Secret],
            .. (string[])["--fault", "order/new: latency 20ms"],
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (
                line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is
                { } address
            )
                return new SimulatorProcess(process, new Uri(address));
        throw new InvalidOperationException("The simulator ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
