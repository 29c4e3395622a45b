using System.Diagnostics;
using System.Globalization;

namespace RiskEngine.Benchmarks;

/// <summary>The first cancel of a process whose session has just become active, against a warm one of the same process.</summary>
internal static class FirstCancelBenchmark
{
    private const int Processes = 5;
    private const int Asked = 10;
    private const int WarmUp = 4_000;
    private const int Rounds = 500;

    internal static async Task RunAsync(SimulatorProcess exchange, Report report)
    {
        var pairs = new List<(double First, double Warm)>();
        for (var i = 0; i < Processes; i++)
            pairs.Add(await StartAsync(exchange.Address));
        // Of several processes, since one number may have met anything.
        var (first, warm) = pairs.OrderBy(pair => pair.First / pair.Warm).ElementAt(Processes / 2);
        report.Add(
            $"first cancel of a process, {exchange.Address.Scheme}, once active, against a warm one",
            first / warm,
            5,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{first:F0} us / {warm:F0} us, the median of {Processes} processes"
            )
        );
    }

    /// <summary>What such a process does; it says both times in microseconds.</summary>
    internal static async Task PlayAsync(SimulatorAddress exchange)
    {
        await using var engine = await EngineUnderTest.StartAsync(exchange, key: SimulatorProcess.FirstKey);
        var (unknown, first, warm) = (new Timing(), new Timing(), new Timing());
        // The stopwatch and the asking are the benchmark's own and new to the runtime too: they are tried on a session
        // that the router does not know.
        for (var i = 0; i < Asked; i++)
            await MeasureAsync(engine, EngineUnderTest.Nobody, unknown);
        EngineUnderTest.Check(await MeasureAsync(engine, EngineUnderTest.Session, first));
        for (var i = 0; i < WarmUp; i++)
            await engine.CancelAsync();
        for (var i = 0; i < Rounds; i++)
            await warm.MeasureAsync(engine.CancelAsync);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{first.At(1).TotalMicroseconds} {warm.At(0.5).TotalMicroseconds}"
            )
        );
    }

    private static async Task<SessionCancelOutcome> MeasureAsync(
        EngineUnderTest engine,
        SessionKey session,
        Timing timing
    )
    {
        SessionCancelOutcome outcome = null!;
        await timing.MeasureAsync(async () => outcome = await engine.AskAsync(session));
        return outcome;
    }

    private static async Task<(double First, double Warm)> StartAsync(SimulatorAddress exchange)
    {
        var own = Path.Combine(AppContext.BaseDirectory, "RiskEngine.Benchmarks.dll");
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [own, "first", exchange.Uri.AbsoluteUri, exchange.Fingerprint])
            {
                RedirectStandardOutput = true,
            }
        )!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var times = said.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(time => double.Parse(time, CultureInfo.InvariantCulture))
            .ToArray();
        return (times[0], times[1]);
    }
}
