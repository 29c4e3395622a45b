using System.Diagnostics;
using System.Globalization;

namespace RiskEngine.Benchmarks;

/// <summary>
/// The first cancel of a process whose session has just become active, against the bare loop's own first in a process of
/// the same age, whose connection is made as well; and against a warm one of its own process.
/// </summary>
internal static class FirstCancelBenchmark
{
    private const int Processes = 7;
    private const int Asked = 10;
    private const int WarmUp = 4_000;
    private const int Rounds = 500;

    internal static async Task RunAsync(SimulatorProcess exchange, Report report)
    {
        var runs = new List<(double First, double Warm, double Bare)>();
        for (var i = 0; i < Processes; i++)
        {
            var ours = await StartAsync(exchange.Address, "first");
            var bare = await StartAsync(exchange.Address, "first-bare", ours[2].ToString(CultureInfo.InvariantCulture));
            runs.Add((ours[0], ours[1], bare[0]));
        }

        // Of several processes, since one number may have met anything.
        Add("the bare loop's first at that age", run => run.Bare, 2);
        Add("a warm one", run => run.Warm, null);

        void Add(string what, Func<(double First, double Warm, double Bare), double> other, double? goal)
        {
            var run = runs.OrderBy(x => x.First / other(x)).ElementAt(Processes / 2);
            report.Add(
                $"first cancel of a process, {exchange.Address.Scheme}, once active, against {what}",
                run.First / other(run),
                goal,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{run.First:F0} us / {other(run):F0} us, the median of {Processes} processes"
                )
            );
        }
    }

    /// <summary>What such a process does; it says both times in microseconds, and its age at the first in milliseconds.</summary>
    internal static async Task PlayAsync(SimulatorAddress exchange)
    {
        await using var engine = await EngineUnderTest.StartAsync(exchange, key: SimulatorProcess.FirstKey);
        var (unknown, first, warm) = (new Timing(), new Timing(), new Timing());
        // The stopwatch and the asking are the benchmark's own and new to the runtime too: they are tried on a session
        // that the router does not know.
        for (var i = 0; i < Asked; i++)
            await MeasureAsync(engine, EngineUnderTest.Nobody, unknown);
        var age = Age;
        EngineUnderTest.Check(await MeasureAsync(engine, EngineUnderTest.Session, first));
        for (var i = 0; i < WarmUp; i++)
            await engine.CancelAsync();
        for (var i = 0; i < Rounds; i++)
            await warm.MeasureAsync(engine.CancelAsync);
        Say(first.At(1).TotalMicroseconds, warm.At(0.5).TotalMicroseconds, age.TotalMilliseconds);
    }

    /// <summary>The bare loop's process: it connects, tries its stopwatch, and waits until it is as old as the engine's was.</summary>
    internal static async Task PlayBareAsync(SimulatorAddress exchange, string age)
    {
        using var bare = new BareLoop(exchange, SimulatorProcess.FirstBareKey);
        await bare.ConnectAsync();
        var (nothing, first) = (new Timing(), new Timing());
        for (var i = 0; i < Asked; i++)
            await nothing.MeasureAsync(() => Task.CompletedTask);
        var wait = TimeSpan.FromMilliseconds(double.Parse(age, CultureInfo.InvariantCulture)) - Age;
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, TimeProvider.System);
        await first.MeasureAsync(bare.CancelAsync);
        Say(first.At(1).TotalMicroseconds);
    }

    private static TimeSpan Age
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return TimeProvider.System.GetUtcNow() - self.StartTime.ToUniversalTime();
        }
    }

    private static void Say(params ReadOnlySpan<double> numbers) =>
        Console.WriteLine(string.Join(' ', numbers.ToArray().Select(x => x.ToString(CultureInfo.InvariantCulture))));

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

    private static async Task<double[]> StartAsync(SimulatorAddress exchange, params string[] what)
    {
        var own = Path.Combine(AppContext.BaseDirectory, "RiskEngine.Benchmarks.dll");
        string[] arguments = [own, what[0], exchange.Uri.AbsoluteUri, exchange.Fingerprint, .. what[1..]];
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var complaint = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"The process of \"{what[0]}\" ended with {process.ExitCode}: {await complaint}"
            );
        return
        [
            .. said.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(time => double.Parse(time, CultureInfo.InvariantCulture)),
        ];
    }
}
