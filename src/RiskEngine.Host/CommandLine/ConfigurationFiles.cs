using RiskEngine.Host.Service;

namespace RiskEngine.Host.CommandLine;

/// <summary>Reads the configuration files that a command names.</summary>
internal static class ConfigurationFiles
{
    /// <param name="files">The files; none: <c>config/simulation.hocon</c>.</param>
    /// <param name="texts">What stands in them.</param>
    /// <param name="faults">Those that cannot be read.</param>
    internal static bool TryRead(
        IReadOnlyList<FileInfo> files,
        out IReadOnlyList<ConfigurationText> texts,
        out IReadOnlyList<string> faults
    )
    {
        var read = files.Select(file => (File: file, Text: ConfigurationText.TryRead($"{file}"))).ToList();
        texts =
            files.Count == 0 ? [Overlays.Simulation] : [.. read.Select(one => one.Text).OfType<ConfigurationText>()];
        faults = [.. read.Where(one => one.Text is null).Select(one => $"{one.File}: cannot be read.")];
        return faults.Count == 0;
    }

    /// <summary>One setting, as if it stood in a last file.</summary>
    internal static ConfigurationText Setting(string name, string key, string value) =>
        new(
            name,
            $"{key} = \"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        );
}
