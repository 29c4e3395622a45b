using System.CommandLine;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.CommandLine;

/// <summary>The options that commands of people have in common.</summary>
internal static class Reasons
{
    /// <summary>Of what permits trading: nobody does that in a hurry.</summary>
    internal static Option<string> Option() =>
        new("--reason", "-r") { Description = "Why, in one line for the audit trail.", Required = true };

    /// <summary>Of what stops: a stop does not wait until somebody has found the words.</summary>
    internal static Option<string?> OfAStop() =>
        new("--reason", "-r")
        {
            Description = $"Why, in one line for the audit trail; else it says '{Values.NoReason}'.",
        };

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
