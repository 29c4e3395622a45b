using System.CommandLine;
using RiskEngine.Gemini;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>config check FILE...</c>: would the engine start with these files and this environment?</summary>
internal static class ConfigCommand
{
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

    private static int Check(IReadOnlyList<FileInfo> files)
    {
        var sources = new List<ConfigurationText>();
        foreach (var file in files)
            if (ConfigurationText.TryRead(file.FullName) is { } text)
                sources.Add(text);
            else
                return Faults.Report([$"{file}: cannot be read."]);
        var result = ConfigurationText.Settings(
            sources,
            new EnvironmentSecrets(),
            new GeminiExchange(TimeProvider.System)
        );
        switch (result)
        {
            case SettingsResult.Valid valid:
                foreach (var session in valid.Settings.Sessions)
                    Console.WriteLine(
                        $"{session.Key}: {session.Limits.Verification}, {session.NonceMode}, {session.Exchange.RestBaseAddress}"
                    );
                Console.WriteLine("No fault.");
                return ExitCode.Proven;
            case SettingsResult.Faulty faulty:
                return Faults.Report(faulty.Faults.Select(fault => fault.ToString()));
            default:
                throw ClosedUnion.Unhandled(result);
        }
    }
}
