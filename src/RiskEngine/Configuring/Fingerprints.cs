using System.Text;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace RiskEngine;

/// <summary>Stands for a whole configuration in one hash, so that a trail can say under which settings it was written.</summary>
internal static class Fingerprints
{
    /// <summary>The hash of every key and value of the section, in the order of the keys. Secrets never stand in it.</summary>
    internal static RowHash Of(Config config, string section)
    {
        var lines = new List<string>();
        Collect(config.GetValue(section), section, lines);
        lines.Sort(StringComparer.Ordinal);
        return RowHash.Genesis.Next(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }

    private static void Collect(HoconValue? value, string path, List<string> lines)
    {
        if (value?.GetObject() is { } section)
            foreach (var (key, child) in section.Items)
                Collect(child, $"{path}.{key}", lines);
        else
            lines.Add($"{path} = {value?.GetString()}");
    }
}
