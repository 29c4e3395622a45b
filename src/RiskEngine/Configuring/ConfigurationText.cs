using Akka.Configuration;

namespace RiskEngine;

/// <summary>A configuration file as text, so that faults can be found which a parsed tree no longer shows.</summary>
/// <param name="Name">The file's name, for messages.</param>
/// <param name="Text">What stands in it.</param>
public sealed record ConfigurationText(string Name, string Text)
{
    /// <summary>Reads a file; null when it cannot be read.</summary>
    public static ConfigurationText? TryRead(string path)
    {
        try
        {
            return new ConfigurationText(Path.GetFileName(path), File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the engine's settings out of files.</summary>
    /// <param name="files">The files; a later one overrides the ones before it.</param>
    /// <param name="secrets">Where the secrets are.</param>
    /// <param name="exchanges">The exchanges that sessions may name.</param>
    /// <returns>The settings, or every fault at once: malformed text, keys given twice in a file, and all that
    /// <see cref="RiskEngineSettings.Read"/> finds.</returns>
    public static SettingsResult Settings(
        IReadOnlyList<ConfigurationText> files,
        ISecretSource secrets,
        params IReadOnlyList<IExchange> exchanges
    )
    {
        ArgumentNullException.ThrowIfNull(files);
        var faults = new List<ConfigurationFault>();
        var config = ConfigurationFactory.Empty;
        foreach (var file in files)
        {
            faults.AddRange(TextCheck.Of(file.Name, file.Text));
            if (file.Parse(faults) is { } parsed)
                config = parsed.WithFallback(config);
        }

        return RiskEngineSettings.Read(config, secrets, exchanges) switch
        {
            SettingsResult.Faulty faulty => new SettingsResult.Faulty([.. faults, .. faulty.Faults]),
            _ when faults.Count > 0 => new SettingsResult.Faulty(faults.ToValueList()),
            SettingsResult.Valid valid => valid,
            var other => throw ClosedUnion.Unhandled(other),
        };
    }

    /// <summary>One configuration out of files, secrets left out; null when one of them is malformed.</summary>
    /// <param name="files">The files; a later one overrides the ones before it.</param>
    public static Config? TryMerge(IReadOnlyList<ConfigurationText> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var faults = new List<ConfigurationFault>();
        var config = ConfigurationFactory.Empty;
        foreach (var file in files)
            if (file.Parse(faults) is { } parsed)
                config = parsed.WithFallback(config);
            else
                return null;
        return config;
    }

    private Config? Parse(List<ConfigurationFault> faults)
    {
        try
        {
            return ConfigurationFactory.ParseString(Text);
        }
        // The parsers of the two Akka providers fail with different exceptions; all of them mean malformed text.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (faults.TrueForAll(fault => fault.Key != Name))
                faults.Add(new ConfigurationFault(Name, $"is malformed: {failure.Message}"));
            return null;
        }
    }
}
