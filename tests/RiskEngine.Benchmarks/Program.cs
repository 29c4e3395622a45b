using RiskEngine.Benchmarks;

// Run with: dotnet run -c Release --project tests/RiskEngine.Benchmarks [cancel|cluster]
// Every ratio is of two things measured in turn in the same run; an absolute time means nothing on another machine.
if (args is ["first", var address, var fingerprint])
{
    await FirstCancelBenchmark.PlayAsync(new SimulatorAddress(new Uri(address), fingerprint));
    return;
}

if (args is ["first-bare", var bareAddress, var bareFingerprint, var age])
{
    await FirstCancelBenchmark.PlayBareAsync(new SimulatorAddress(new Uri(bareAddress), bareFingerprint), age);
    return;
}

var report = new Report();
if (args is ["cluster"])
{
    await ClusterBenchmark.RunAsync(report);
    report.Print();
    return;
}

foreach (var scheme in (string[])["http", "https"])
{
    await using var simulator = await SimulatorProcess.StartAsync(scheme, "order/new: latency 20ms");
    var exchange = simulator.Address;
    using var bare = new BareLoop(exchange);
    await using (var engine = await EngineUnderTest.StartAsync(exchange))
    {
        await CancelBenchmark.RunAsync(
            engine,
            bare,
            exchange.Scheme,
            report,
            medianGoal: scheme == "http" ? 1.25 : 1.15,
            slowestGoal: 1.4
        );
        await BusyBenchmark.RunAsync(engine, exchange.Scheme, report);
    }

    await FirstCancelBenchmark.RunAsync(simulator, report);
}

if (args is ["cancel"])
{
    report.Print();
    return;
}

// An exchange is not on loopback: what is added, against an answer that takes its time.
await using (var far = await SimulatorProcess.StartAsync("https", "*: latency 5ms"))
{
    using var bare = new BareLoop(far.Address);
    await using var engine = await EngineUnderTest.StartAsync(far.Address);
    await CancelBenchmark.RunAsync(
        engine,
        bare,
        $"{far.Address.Scheme}, the exchange takes 5 ms",
        report,
        rounds: 1_000,
        warmUp: 250,
        medianGoal: 1.15,
        slowestGoal: 1.4
    );
}

await StarvedBenchmark.RunAsync(report);
SigningBenchmark.Run(report);
await ClusterBenchmark.RunAsync(report);
report.Print();
