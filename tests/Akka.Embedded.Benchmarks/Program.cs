using Benchmarks;

// Run with: dotnet run -c Release --project tests/Akka.Embedded.Benchmarks [-- name ...]
// Every number is the median of several rounds in one process; ratios are against a bare Channel<T> in the same run.
if (args is ["first"])
    StartupBenchmark.RunFirst();
var report = new Report();
(string Name, Func<Report, Task> Run)[] benchmarks =
[
    ("startup", StartupBenchmark.Run),
    ("tell", ThroughputBenchmark.Run),
    ("ask", AskBenchmark.Run),
    ("events", EventStreamBenchmark.Run),
    ("footprint", FootprintBenchmark.Run),
    ("timer", TimerBenchmark.Run),
    ("idle", IdleBenchmark.Run),
];
foreach (var (name, run) in benchmarks)
    if (args.Length == 0 || args.Contains(name))
        await run(report);
