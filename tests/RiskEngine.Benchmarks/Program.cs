using RiskEngine.Benchmarks;

// Run with: dotnet run -c Release --project tests/RiskEngine.Benchmarks
// Every ratio is of two things measured in turn in the same run; an absolute time means nothing on another machine.
if (args is ["first", var address])
{
    await FirstCancelBenchmark.PlayAsync(new Uri(address));
    return;
}

await using var exchange = await SimulatorProcess.StartAsync();
using var bare = new BareLoop(exchange.Address);
var report = new Report();
await using (var engine = await EngineUnderTest.StartAsync(exchange.Address))
{
    await CancelBenchmark.RunAsync(engine, bare, "", report);
    await BusyBenchmark.RunAsync(engine, report);
}

await using (var pooled = await EngineUnderTest.StartAsync(exchange.Address, EngineUnderTest.OnSharedPool))
    await CancelBenchmark.RunAsync(pooled, bare, ", on the shared pool", report);

await FirstCancelBenchmark.RunAsync(exchange, report);
await StarvedBenchmark.RunAsync(report);
SigningBenchmark.Run(report);
report.Print();
