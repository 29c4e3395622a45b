using RiskEngine.Gemini;
using RiskEngine.Host.CommandLine;
using RiskEngine.Host.Simulation;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Faults;

namespace RiskEngine.Host.Service;

/// <summary>The configuration of a service: what <c>config check</c> looks at and <c>serve</c> starts with.</summary>
internal sealed class ServiceConfiguration
{
    private readonly FaultPlan _plan;
    private readonly IReadOnlyList<string> _planFaults;

    /// <param name="files">The configuration; a later text overrides the ones before it.</param>
    internal ServiceConfiguration(IReadOnlyList<ConfigurationText> files)
    {
        Given = GivenConfiguration.Of(files);
        _ = FaultPlan.TryParse(Given.Simulator.Faults, out _plan, out _planFaults);
        if (Given.Simulator is { IsEnabled: true, Address: null })
            Keys = new SimulatedExchange(Given.Sessions);
    }

    internal GivenConfiguration Given { get; }

    /// <summary>The keys of the exchange that the service runs itself; null: it runs none.</summary>
    internal SimulatedExchange? Keys { get; }

    /// <summary>The settings, as far as they hold before an exchange is started, or every fault.</summary>
    internal SettingsResult Check(TimeProvider time)
    {
        var settings = Read(Given, time);
        if (_planFaults.Count == 0)
            return settings;
        var others = settings is SettingsResult.Faulty { Faults: var faults } ? faults : [];
        var ofPlan = _planFaults.Select(text => new ConfigurationFault("risk-engine.simulator.faults", text));
        return new SettingsResult.Faulty(Given.InOrder([.. others, .. ofPlan]));
    }

    /// <summary>Starts the service's own exchange; null: it has none.</summary>
    internal async Task<GeminiSimulator?> StartSimulatorAsync(TimeProvider time, CancellationToken stop) =>
        Keys is { } keys
            ? await GeminiSimulator.StartAsync(keys.Options(Given.Simulator.Seed, _plan), time, stop)
            : null;

    /// <summary>The settings with the address of a simulated exchange, where there is one.</summary>
    internal SettingsResult With(Uri? exchange, TimeProvider time) =>
        exchange is null
            ? Read(Given, time)
            : Read(
                Given.With(
                    ConfigurationFiles.Setting(
                        "simulator",
                        "risk-engine.gemini.rest-base-address",
                        exchange.GetLeftPart(UriPartial.Authority)
                    )
                ),
                time
            );

    private SettingsResult Read(GivenConfiguration given, TimeProvider time) =>
        given.Settings(Keys is { } keys ? keys : new EnvironmentSecrets(), new GeminiExchange(time));
}
