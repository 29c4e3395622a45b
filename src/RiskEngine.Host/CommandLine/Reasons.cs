using System.CommandLine;

namespace RiskEngine.Host.CommandLine;

/// <summary>The options that commands of people have in common.</summary>
internal static class Reasons
{
    internal static Option<string> Option() =>
        new("--reason", "-r") { Description = "Why, in one line for the audit trail.", Required = true };

    internal static Option<long?> Deadline() =>
        new("--deadline-ms")
        {
            Description =
                "When to say what is not proven, in milliseconds; else the service's own deadline, and this command waits 13 s for it.",
        };

    internal static Option<string> Scope() =>
        new("--scope")
        {
            Description =
                "everything, exchange/NAME, account/EXCHANGE/NAME, session/EXCHANGE/ALIAS, session/EXCHANGE/ACCOUNT/ALIAS or strategy/NAME.",
            Required = true,
        };
}
