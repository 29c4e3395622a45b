using RiskEngine.Host.CommandLine;

return await HostCommand.RunAsync(args);
