using Benchmarks;

// Run with: dotnet run -c Release --project tests/Akka.Embedded.Benchmarks
// Every number is the median of several rounds in one process; ratios are against a bare Channel<T> in the same run.
var report = new Report();
StartupBenchmark.Run(report);
await ThroughputBenchmark.Run(report);
await AskBenchmark.Run(report);
await EventStreamBenchmark.Run(report);
await FootprintBenchmark.Run(report);
await TimerBenchmark.Run(report);
await IdleBenchmark.Run(report);
