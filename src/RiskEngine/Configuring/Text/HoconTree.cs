using static RiskEngine.ConfigurationNode;

namespace RiskEngine;

/// <summary>Puts what is read into the sections where it belongs, and tells what is given twice.</summary>
/// <param name="file">The file.</param>
/// <param name="faults">Where that is told.</param>
internal sealed class HoconTree(ConfigurationText file, HoconFaults faults)
{
    internal Section Root { get; } = new();

    /// <summary>The section of that key, made where there is none yet; a value that stood there before is given twice.</summary>
    internal Section Open(HoconScope scope, string key, HoconToken first)
    {
        if (scope.Section[key] is Section known)
            return known;
        if (scope.Section[key] is { } other)
            faults.AddGivenTwice(first, scope.Path, other);
        var section = new Section(first.PlaceIn(file));
        scope.Section[key] = section;
        return section;
    }

    internal void Put(HoconScope scope, string key, ConfigurationNode node, HoconToken first)
    {
        // A section is in its place since it was opened.
        if (scope.Section[key] is Section known && (node == known || node is Broken))
            return;
        if (scope.Section[key] is { } other)
            faults.AddGivenTwice(first, scope.Path, other);
        scope.Section[key] = node;
    }
}
