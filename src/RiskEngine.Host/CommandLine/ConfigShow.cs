using System.CommandLine;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using RiskEngine.Host.Access;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>config show</c>: what would be in force, and where each value is from.</summary>
internal static class ConfigShow
{
    private const string Root = "risk-engine";

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
        if (ConfigurationText.TryMerge(texts) is not { } given)
            return Faults.Report(["the configuration is malformed; config check says where."]);
        var defaults = Leaves(RiskEngineSettings.Reference, Root).ToDictionary();
        var own = Leaves(given, Root).ToDictionary();
        foreach (
            var (key, value) in defaults
                .Where(known => !own.ContainsKey(known.Key))
                .Concat(own)
                .OrderBy(one => one.Key, StringComparer.Ordinal)
        )
            Console.WriteLine($"{key} = {value}{(own.ContainsKey(key) ? "" : "   # default")}");
        foreach (var line in Secrets(given).Order(StringComparer.Ordinal))
            Console.WriteLine(line);
        return ExitCode.Proven;
    }

    private static IEnumerable<KeyValuePair<string, string>> Leaves(Config config, string path) =>
        config.HasPath(path) && config.GetValue(path) is { } value ? Leaves(value, path) : [];

    private static IEnumerable<KeyValuePair<string, string>> Leaves(HoconValue value, string path) =>
        value.IsObject()
            ? value.GetObject()!.Items.SelectMany(one => Leaves(one.Value, $"{path}.{one.Key}"))
            : [KeyValuePair.Create(path, Hocon(value.GetString() ?? ""))];

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
    private static IEnumerable<string> Secrets(Config given)
    {
        foreach (var alias in given.GetValue($"{Root}.sessions")?.GetObject()?.Items.Keys.ToArray() ?? [])
            yield return $"RISKENGINE__SESSIONS__{alias}__* = {(AreSet(alias) ? "(set)" : "(not set)")}";
        if (OperatorsReading.Of(EnvironmentVariables.All(), File.ReadAllText) is OperatorsResult.Valid valid)
            foreach (var (one, _) in valid.Known)
                yield return $"RISKENGINE__OPERATORS__{one.Person.Name}__ROLES = {string.Join(", ", one.RoleNames)}; token (set)";
        else
            yield return "RISKENGINE__OPERATORS__* = (faulty; serve lists the faults)";
    }
}
