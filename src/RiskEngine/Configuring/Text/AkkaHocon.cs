using System.Globalization;
using System.Text.RegularExpressions;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using static RiskEngine.ConfigurationNode;

namespace RiskEngine;

/// <summary>What Akka.NET's own parser makes of a configuration.</summary>
internal static partial class AkkaHocon
{
    private const string Unreadable = "Akka.NET's own parser cannot read this file";

    /// <summary>
    /// That Akka.NET cannot read the file: a system that embeds the engine hands it the same text. Null: it can, or what
    /// hinders it stands in a line of which a fault is told already.
    /// </summary>
    /// <remarks>Its messages quote the file, other systems' sections included, so nothing of them is shown.</remarks>
    internal static ConfigurationFault? Refusal(ConfigurationText file, HoconFile read)
    {
        // Its parser recurses once a brace, and takes some texts that nothing closes for whole.
        if (read.IsTorn)
            return null;
        // From a list that has anything else in it than values it never comes back.
        if (read.OddInList is { } odd)
            return At(odd);
        try
        {
            ConfigurationFactory.ParseString(WithoutReferences(file.Text, read.Unseen));
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return PlaceIn(file, failure.Message) is { } place ? At(place)
                : read.Faults.Count > 0 ? null
                : new ConfigurationFault(
                    file.Name,
                    $"{Unreadable}, and does not say where ({failure.GetType().Name})."
                );
        }

        ConfigurationFault? At(SourcePlace place) =>
            read.Faults.Any(known => known.Place?.Line == place.Line)
                ? null
                : new ConfigurationFault(file.Name, $"{Unreadable}; this is where it stops.") { Place = place };
    }

    /// <summary>A section of ours of a configuration that Akka.NET has parsed; null: there is none.</summary>
    internal static ConfigurationNode? SectionOf(Config config, string name, List<ConfigurationFault> faults) =>
        config.HasPath(name) && config.GetValue(name) is { } value ? Node(value, name, faults) : null;

    private static ConfigurationNode Node(HoconValue value, string path, List<ConfigurationFault> faults)
    {
        // An optional one that nothing resolves stands for the whole configuration, itself included, so it is not looked into.
        if (value.Values.Any(part => part is HoconSubstitution))
        {
            faults.Add(new ConfigurationFault(path, "'${' is not replaced in this section; write the value itself."));
            return new Broken(null);
        }

        if (value.IsArray())
            return new List([.. value.GetArray().Select(item => Node(item, path, faults))], null);
        if (!value.IsObject())
            return new Value(value.GetString() ?? "", null);
        var section = new Section();
        foreach (var (key, item) in value.GetObject().Items)
            section[key] = Node(item, $"{path}.{key}", faults);
        return section;
    }

    /// <summary>
    /// The text with something of the same length for each substitution and include. Both are resolved from outside the
    /// file, of which nothing is known here; its parser fails on an include that nobody loads for it.
    /// </summary>
    private static string WithoutReferences(string text, IReadOnlyList<HoconFile.Reference> references)
    {
        var characters = text.ToCharArray();
        foreach (var reference in references)
        {
            var isValue = reference.Kind is HoconFile.ReferenceKind.Substitution;
            characters.AsSpan(reference.From..reference.To).Fill(isValue ? 'x' : ' ');
        }

        return new string(characters);
    }

    private static SourcePlace? PlaceIn(ConfigurationText file, string message)
    {
        if (!Position().Match(message).Groups[1].ValueSpan.TryParse(out var at) || at > file.Text.Length)
            return null;
        var before = file.Text.AsSpan(0, at);
        return new SourcePlace(file.Name, before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }

    private static bool TryParse(this ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex(@"at position ([0-9]+)")]
    private static partial Regex Position();
}
