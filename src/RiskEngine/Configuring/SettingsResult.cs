namespace RiskEngine;

/// <summary>What reading the settings came to: one of the two nested records.</summary>
public abstract record SettingsResult
{
    private SettingsResult() { }

    /// <summary>They are complete and without fault.</summary>
    /// <param name="Settings">The settings.</param>
    public sealed record Valid(RiskEngineSettings Settings) : SettingsResult;

    /// <summary>The engine must not start with them.</summary>
    /// <param name="Faults">Every fault, at least one.</param>
    public sealed record Faulty(ValueList<ConfigurationFault> Faults) : SettingsResult;
}
