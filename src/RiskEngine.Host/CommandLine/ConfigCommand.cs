using System.CommandLine;
using RiskEngine.Host.Service;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>config check FILE...</c>: would the engine start with these files and this environment?</summary>
internal static class ConfigCommand
{
    /// <summary>Of an include outside every section, which may bring settings of the engine.</summary>
    internal const string NotFollowed =
        "the included file is not read; name it beside this one if it has settings of the engine.";

    internal static Command Create()
    {
        var files = new Argument<FileInfo[]>("file")
        {
            Description = "Configuration files; a later one overrides the ones before it.",
            Arity = ArgumentArity.OneOrMore,
        };
        var check = new Command("check", "List every fault of a configuration and of the secrets in the environment.")
        {
            files,
        };
        check.SetAction(parsed => Check(parsed.GetRequiredValue(files)));
        return new Command("config", "Look at the configuration without starting anything.")
        {
            check,
            ConfigShow.Create(),
        };
    }

    private static int Check(FileInfo[] files)
    {
        if (!ConfigurationFiles.TryRead(files, out var texts, out var unreadable))
            return Faults.Report(unreadable);
        var configuration = new ServiceConfiguration(texts);
        var result = ServiceCheck.Of(configuration, EnvironmentVariables.All(), TimeProvider.System);
        switch (result)
        {
            case ServiceCheck.Passed valid:
                foreach (var session in valid.Settings.Sessions)
                    Console.WriteLine(
                        $"{session.Key}: {session.Limits.Verification}, {session.NonceMode}, {session.Exchange.RestBaseAddress}"
                    );
                foreach (var unused in valid.Unused)
                    Console.WriteLine($"Warning: {unused}");
                foreach (var place in configuration.Given.NotFollowed)
                    Console.WriteLine($"{place}: {NotFollowed}");
                foreach (var warning in AccountWarnings.Of(valid.Settings))
                    Console.WriteLine($"Warning: {warning}");
                Console.WriteLine("No fault.");
                return ExitCode.Proven;
            case ServiceCheck.Failed faulty:
                return Faults.Report(faulty.Faults.Select(fault => fault.ToString()));
            default:
                throw ClosedUnion.Unhandled(result);
        }
    }
}
