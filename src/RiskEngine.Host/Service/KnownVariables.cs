using System.Text.RegularExpressions;

namespace RiskEngine.Host.Service;

/// <summary>The environment variables that mean something here: one that is misspelled must not be passed over.</summary>
internal static partial class KnownVariables
{
    private const string Prefix = "RISKENGINE__";

    private static readonly string[] Single =
    [
        CommandLine.ServiceAddress.UrlVariable,
        CommandLine.ServiceAddress.TokenVariable,
        CommandLine.ServiceAddress.TokenFileVariable,
        $"{Prefix}STORE__POSTGRES",
        $"{Prefix}STORE__POSTGRES_FILE",
        $"{Prefix}CLUSTER__TOKEN",
        $"{Prefix}CLUSTER__TOKEN_FILE",
        $"{Prefix}ALERTS__WEBHOOK__SECRET",
        $"{Prefix}ALERTS__WEBHOOK__SECRET_FILE",
    ];

    /// <summary>One fault for each variable under <c>RISKENGINE__</c> that has no known shape; their values are not looked at.</summary>
    internal static IEnumerable<ConfigurationFault> Check(IEnumerable<string> names) =>
        names
            .Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !IsKnown(name))
            .OrderBy(name => name, StringComparer.Ordinal)
            .Select(name => new ConfigurationFault(
                name,
                Meant(name) is { } meant
                    ? $"is no variable of the engine: did you mean {meant}?"
                    : $"is no variable of the engine: {Prefix}SESSIONS__<alias>__..., {Prefix}OPERATORS__<name>__... and {string.Join(", ", Single)} are."
            ));

    /// <summary>A word for each variable of a session that is not configured: a key for nobody, or a misspelled name.</summary>
    internal static IReadOnlyList<string> Unused(IEnumerable<string> names, IReadOnlyList<string> aliases) =>
        [
            .. names
                .Select(name => (Name: name, Match: OfSession().Match(name)))
                .Where(one => one.Match.Success)
                .Select(one => (one.Name, Alias: one.Match.Groups["alias"].Value))
                .Where(one => !aliases.Any(alias => one.Alias == alias || one.Alias == VariableOf(alias)))
                .OrderBy(one => one.Name, StringComparer.Ordinal)
                .Select(one =>
                    NearNames.Nearest(one.Alias, aliases.Select(VariableOf)) is { } near
                        ? $"{one.Name} is of no session that is configured: did you mean {near}?"
                        : $"{one.Name} is of no session that is configured."
                ),
        ];

    /// <summary>An alias as the name of a variable may have it.</summary>
    private static string VariableOf(string alias) =>
        string.Concat(alias.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));

    // What stands behind an operator's name is checked where operators are read.
    private static bool IsKnown(string name) =>
        Single.Contains(name, StringComparer.Ordinal) || OfSession().IsMatch(name) || OfOperator().IsMatch(name);

    private static string? Meant(string name) =>
        Loosely().Match(name) is { Success: true } match
            ? $"{Prefix}{match.Groups["kind"].Value.ToUpperInvariant()}__{match.Groups["name"].Value}__{match.Groups["what"].Value.ToUpperInvariant()}"
            : Single
                .OrderByDescending(known => known.Length)
                .FirstOrDefault(known => Letters(name).StartsWith(Letters(known), StringComparison.Ordinal));

    private static string Letters(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    [GeneratedRegex("^RISKENGINE__SESSIONS__(?<alias>.+)__(APIKEY|APISECRET|TOKEN)(_FILE)?$")]
    private static partial Regex OfSession();

    [GeneratedRegex("^RISKENGINE__OPERATORS__.+?__[A-Z_]+$", RegexOptions.IgnoreCase)]
    private static partial Regex OfOperator();

    [GeneratedRegex(
        "^RISKENGINE__(?<kind>OPERATORS|SESSIONS)_+(?<name>.+?)_+(?<what>(APIKEY|APISECRET|TOKEN)(_FILE)?|ROLES)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Loosely();
}
