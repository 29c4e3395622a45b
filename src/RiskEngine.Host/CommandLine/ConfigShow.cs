using System.CommandLine;
using RiskEngine.Host.Access;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>config show</c>: what would be in force, and where each value is from.</summary>
internal static class ConfigShow
{
    internal static Command Create()
    {
        var files = new Argument<FileInfo[]>("file")
        {
            Description =
                "Configuration files; a later one overrides the ones before it. None: config/simulation.hocon.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var show = new Command(
            "show",
            "Print every setting in force, merged with the defaults, and which secrets are set. No secret is shown."
        )
        {
            files,
        };
        show.SetAction(parsed => Show(parsed.GetValue(files) ?? []));
        return show;
    }

    private static int Show(FileInfo[] files)
    {
        if (!ConfigurationFiles.TryRead(files, out var texts, out var unreadable))
            return Faults.Report(unreadable);
        var given = GivenConfiguration.Of(texts);
        if (given.Faults.Count > 0)
            return Faults.Report(given.Faults.Select(fault => $"{fault}"));
        foreach (var line in Lines(given))
            Console.WriteLine(line);
        return ExitCode.Proven;
    }

    /// <summary>Every setting with its value, and which secrets are set.</summary>
    internal static IEnumerable<string> Lines(GivenConfiguration given) =>
        [
            .. given.InForce.Select(setting =>
                $"{setting.Key} = {Hocon(Shown(setting))}{(setting.IsGiven ? "" : "   # default")}"
            ),
            .. Secrets(given.Sessions).Order(StringComparer.Ordinal),
        ];

    /// <summary>Of a webhook's address the path may be what lets its caller in.</summary>
    private static string Shown(SettingInForce setting) =>
        setting.Key == "risk-engine.alerts.webhook.url"
        && Uri.TryCreate(setting.Text, UriKind.Absolute, out var address)
            ? $"{address.GetLeftPart(UriPartial.Authority)}/..."
            : setting.Text;

    /// <summary>As it may stand in a file: an address would begin a comment.</summary>
    private static string Hocon(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') ? text : $"\"{text}\"";

    /// <summary>In a variable's name an alias may be written as shells take it.</summary>
    private static bool AreSet(string alias)
    {
        var plain = string.Concat(alias.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
        return EnvironmentVariables
            .All()
            .Keys.Any(name =>
                name.StartsWith($"RISKENGINE__SESSIONS__{alias}__", StringComparison.Ordinal)
                || name.StartsWith($"RISKENGINE__SESSIONS__{plain}__", StringComparison.Ordinal)
            );
    }

    /// <summary>Of each session and operator, which variables are set; the roles, which are no secret, as they are.</summary>
    private static IEnumerable<string> Secrets(IEnumerable<SessionOutline> sessions)
    {
        foreach (var alias in sessions.Select(session => session.Alias.Value))
            yield return $"RISKENGINE__SESSIONS__{alias}__* = {(AreSet(alias) ? "(set)" : "(not set)")}";
        if (OperatorsReading.Of(EnvironmentVariables.All(), File.ReadAllText) is OperatorsResult.Valid valid)
            foreach (var (one, _) in valid.Known)
                yield return $"RISKENGINE__OPERATORS__{one.Person.Name}__ROLES = {string.Join(", ", one.RoleNames)}; token (set)";
        else
            yield return "RISKENGINE__OPERATORS__* = (faulty; serve lists the faults)";
    }
}
