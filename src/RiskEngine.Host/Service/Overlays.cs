namespace RiskEngine.Host.Service;

/// <summary>The configuration that is built into the program.</summary>
internal static class Overlays
{
    /// <summary><c>config/simulation.hocon</c>: what runs where no other configuration is named.</summary>
    internal static ConfigurationText Simulation { get; } = Read("simulation.hocon");

    private static ConfigurationText Read(string name)
    {
        using var stream =
            typeof(Overlays).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} was not built into the host.");
        using var reader = new StreamReader(stream);
        return new ConfigurationText(name, reader.ReadToEnd());
    }
}
