using System.Text.RegularExpressions;

namespace RiskEngine.Host.Access;

/// <summary>Finds the operators in the environment: <c>RISKENGINE__OPERATORS__name__TOKEN</c> (or <c>_TOKEN_FILE</c>) and <c>…__ROLES</c>.</summary>
internal static partial class OperatorsReading
{
    /// <param name="environment">The process's environment.</param>
    /// <param name="readFile">Reads the file that a <c>_FILE</c> variable names.</param>
    internal static OperatorsResult Of(
        IEnumerable<KeyValuePair<string, string>> environment,
        Func<string, string> readFile
    )
    {
        var faults = new List<ConfigurationFault>();
        var known = new List<(Operator, string)>();
        var variables = environment
            .Select(variable => (Match: Named().Match(variable.Key), variable.Key, variable.Value))
            .Where(variable => variable.Match.Success)
            .ToList();
        foreach (
            var one in variables
                .GroupBy(variable => variable.Match.Groups["name"].Value.ToLowerInvariant())
                .OrderBy(one => one.Key, StringComparer.Ordinal)
        )
        {
            var before = faults.Count;
            if (!SessionAlias.IsValid(one.Key))
                Fault(
                    one.First().Key,
                    "a name is 1 to 64 letters, digits, '.', '-' or '_', beginning with a letter or digit."
                );
            foreach (
                var unknown in one.Where(variable => What(variable.Match) is not ("TOKEN" or "TOKEN_FILE" or "ROLES"))
            )
                Fault(unknown.Key, "is no setting of an operator: TOKEN, TOKEN_FILE and ROLES are.");
            foreach (var twice in one.GroupBy(variable => What(variable.Match)).Where(same => same.Count() > 1))
                Fault(twice.First().Key, "is given twice, in other letters.");
            var token = Token(one.Key, Value("TOKEN"), Value("TOKEN_FILE"));
            var roles = Roles(one.Key, Value("ROLES"));
            if (faults.Count == before)
                known.Add((new Operator(new RequestedBy.Person(one.Key), roles), token!));

            string? Value(string what) =>
                one.Where(variable => What(variable.Match) == what).Select(variable => variable.Value).FirstOrDefault();
        }

        foreach (var same in known.GroupBy(one => one.Item2).Where(same => same.Count() > 1))
            Fault(
                $"RISKENGINE__OPERATORS__{same.Last().Item1.Person.Name}__TOKEN",
                $"is also {same.First().Item1.Person.Name}'s: a token says who somebody is."
            );
        return faults.Count == 0 ? new OperatorsResult.Valid(known) : new OperatorsResult.Faulty(faults);

        string? Token(string name, string? text, string? path)
        {
            var key = $"RISKENGINE__OPERATORS__{name}__TOKEN";
            if (text is not null && path is not null)
                return Fault(key, "is given beside the same with _FILE.");
            if (path is not null)
            {
                if (!SecretFile.TryRead(readFile, path, out text, out var fault))
                    return Fault($"{key}_FILE", fault);
                text = text.TrimEnd('\r', '\n');
            }

            if (text is null)
                return Fault(key, "is not set, nor is the same with _FILE.");
            if (text.Length < Operators.ShortestToken || text.Any(c => c is < '!' or > '~'))
                return Fault(
                    key,
                    $"must be {Operators.ShortestToken} or more printable characters without white space."
                );
            return text;
        }

        OperatorRoles Roles(string name, string? text)
        {
            var (key, roles) = ($"RISKENGINE__OPERATORS__{name}__ROLES", OperatorRoles.None);
            foreach (
                var word in (text ?? "").Split(
                    ',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                )
            )
                if (OperatorRoleNames.Parse(word) is not OperatorRoles.None and var role)
                    roles |= role;
                else
                    Fault(key, $"'{word}' must be one of: {OperatorRoleNames.All}.");
            if (text is null)
                Fault(key, $"is not set: name one or more of {OperatorRoleNames.All}, separated by commas.");
            else if (roles == OperatorRoles.None)
                Fault(key, "names no role.");
            return roles;
        }

        string? Fault(string key, string text)
        {
            faults.Add(new ConfigurationFault(key, text));
            return null;
        }
    }

    private static string What(Match match) => match.Groups["what"].Value.ToUpperInvariant();

    [GeneratedRegex("^RISKENGINE__OPERATORS__(?<name>.+?)__(?<what>[A-Z_]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
