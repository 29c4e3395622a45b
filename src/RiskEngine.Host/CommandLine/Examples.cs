using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace RiskEngine.Host.CommandLine;

/// <summary>Examples below the help of a command: at night nobody reads a grammar.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> Of = new(StringComparer.Ordinal)
    {
        ["riskengine"] = ["status", "cancel maker-1", "kill --scope everything --reason \"book is wrong\""],
        ["serve"] = ["serve", "serve --config config/production.hocon"],
        ["status"] = ["status", "status --watch", "status --json"],
        ["cancel"] =
        [
            "cancel maker-1 --reason \"spread gone\"",
            "cancel gemini/primary/maker-2 --deadline-ms 20000",
            "cancel --all",
        ],
        ["kill"] =
        [
            "kill --scope everything",
            "kill --scope session/gemini/maker-1 --reason \"fat finger\"",
            "kill --scope strategy/alpha --deadline-ms 20000",
        ],
        ["reset"] = ["reset desk-1:9f86d081884c7d65:3 --reason \"book is right again\""],
        ["events"] = ["events", "events --json | head -n 100"],
        ["drill"] = ["drill", "drill --fault chaos --seed 7"],
    };

    /// <summary>Adds them to the help of every command.</summary>
    internal static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new WithExamples((HelpAction)help.Action!);
    }

    private sealed class WithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        /// <summary>Whoever asks for help has not given what is required yet.</summary>
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            var command = parseResult.CommandResult.Command;
            if (!Of.TryGetValue(command is RootCommand ? "riskengine" : command.Name, out var examples))
                return code;
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
                output.WriteLine($"  riskengine {example}");
            output.WriteLine();
            return code;
        }
    }
}
