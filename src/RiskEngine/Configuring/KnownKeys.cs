using System.Text.RegularExpressions;
using static RiskEngine.ConfigurationNode;

namespace RiskEngine;

/// <summary>Holds what is given against the reference: a misspelled setting must stop the start, not be ignored.</summary>
/// <param name="root">The section's name.</param>
/// <param name="reference">What it may hold, with the defaults.</param>
/// <param name="file">The file where people find that.</param>
/// <param name="faults">Where faults go.</param>
internal sealed partial class KnownKeys(string root, Section reference, string file, List<ConfigurationFault> faults)
{
    private const string AkkasOwn = "guardian-dispatcher";

    /// <summary>What of it the reference knows, each a section or a value as there; of all else a fault is told.</summary>
    internal Section Checked(ConfigurationNode? given) =>
        given switch
        {
            null or Broken => new Section(),
            Section section => Checked(section, reference, root),
            _ => NoSection(given),
        };

    private Section NoSection(ConfigurationNode given)
    {
        Fault(given, root, "must be a section: { ... }.");
        return new Section();
    }

    private Section Checked(Section given, Section known, string path)
    {
        var all = new Section(given.Place);
        foreach (var (key, node) in given.Items)
            all[key] = Checked(node, known, key, $"{path}.{key}");
        return all;
    }

    private ConfigurationNode Checked(ConfigurationNode given, Section known, string key, string path)
    {
        if (known == reference && key == "sessions")
            return given is Section sessions ? Sessions(sessions, path)
                : given is Broken ? given
                : Fault(given, path, "must be a section: { alias { ... } }.");
        if (known[key] is not { } expected)
            return Fault(given, path, $"is no setting of this engine; {Hint(key, known)}");
        return (given, expected) switch
        {
            (Broken, _) => given,
            (Section section, Section) when known == reference && key == AkkasOwn => section,
            (Section section, Section below) => Checked(section, below, path),
            (_, Section) => Fault(given, path, "must be a section: { ... }."),
            (Value value, _) => Checked(value, path),
            _ => Fault(given, path, "must be a single value."),
        };
    }

    private Section Sessions(Section sessions, string path)
    {
        var all = new Section(sessions.Place);
        foreach (var (alias, given) in sessions.Items)
        {
            var at = $"{path}.{alias}";
            if (!SessionAlias.IsValid(alias))
                Fault(
                    given,
                    at,
                    "an alias is 1 to 64 letters, digits, '.', '-' or '_', beginning with a letter or digit."
                );
            else if (given is Section session)
                all[alias] = Checked(session, reference.Child("session-defaults"), at);
            else if (given is not Broken)
                Fault(given, at, "must be a section: { ... }.");
        }

        return all;
    }

    private ConfigurationNode Checked(Value value, string path) =>
        value.Text.Contains("${", StringComparison.Ordinal)
            ? Fault(value, path, "'${' is not replaced in this section, in quotes neither; write the value itself.")
        : HasUserInfo().IsMatch(value.Text)
            ? Fault(value, path, "has a name or a password in its address; secrets come from the environment.")
        : value;

    private string Hint(string key, Section known)
    {
        if (NearNames.Nearest(key, known.Items.Keys) is { } near)
            return $"did you mean '{near}'?";
        return
            reference.Leaves(root).FirstOrDefault(leaf => leaf.Key.EndsWith($".{key}", StringComparison.Ordinal))
                is (string far, _)
            ? $"did you mean '{far}'?"
            : $"{file} lists them all.";
    }

    private Broken Fault(ConfigurationNode given, string key, string text)
    {
        faults.Add(new ConfigurationFault(key, text) { Place = given.Place });
        return new Broken(given.Place);
    }

    [GeneratedRegex("://[^/]*@")]
    private static partial Regex HasUserInfo();
}
