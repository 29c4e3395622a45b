using System.Text;

namespace RiskEngine;

/// <summary>Stands for a whole configuration in one hash, so that a trail can say under which settings it was written.</summary>
internal static class Fingerprints
{
    /// <summary>The hash of every key and value of the section, in the order of the keys. Secrets never stand in it.</summary>
    internal static RowHash Of(ConfigurationNode.Section section, string path)
    {
        var lines = section.Leaves(path).Select(leaf => $"{leaf.Key} = {leaf.Text}").Order(StringComparer.Ordinal);
        return RowHash.Genesis.Next(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }
}
