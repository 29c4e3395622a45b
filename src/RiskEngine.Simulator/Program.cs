using RiskEngine.Simulator.CommandLine;

return await SimulatorCommand.RunAsync(args, Console.Out, Console.Error);
