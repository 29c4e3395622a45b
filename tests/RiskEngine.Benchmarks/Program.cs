using RiskEngine.Benchmarks;

// Run with: dotnet run -c Release --project tests/RiskEngine.Benchmarks
// Every ratio is of two things measured in turn in the same run; an absolute time means nothing on another machine.
await using var exchange = await SimulatorProcess.StartAsync();
await using var engine = await EngineUnderTest.StartAsync(exchange.Address);
using var bare = new BareLoop(exchange.Address);

var report = new Report();
await CancelBenchmark.RunAsync(engine, bare, report);
await BusyBenchmark.RunAsync(engine, report);
SigningBenchmark.Run(report);
report.Print();
