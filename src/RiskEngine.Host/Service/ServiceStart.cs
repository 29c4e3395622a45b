using RiskEngine.Gemini;
using RiskEngine.Host.Access;
using RiskEngine.Host.Simulation;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Faults;

namespace RiskEngine.Host.Service;

/// <summary>Reads everything that a service needs, and starts its exchange if it simulates; lists every fault at once.</summary>
internal sealed class ServiceStart : IAsyncDisposable
{
    private const string Root = "risk-engine";

    private static readonly ConfigurationFault NoAkkaCluster = new(
        $"{Root}.cluster.kind",
        "akka is for systems that embed the engine by RiskEngine.AkkaCluster; a service takes postgres or none."
    );

    private ServiceStart(IReadOnlyList<ConfigurationFault> faults) => Faults = faults;

    private ServiceStart(ServicePlan plan, string? localToken)
    {
        (Plan, LocalToken, Faults) = (plan, localToken, []);
    }

    /// <summary>Everything that is wrong; empty when nothing is.</summary>
    internal IReadOnlyList<ConfigurationFault> Faults { get; }

    /// <summary>What to run; null when something is wrong.</summary>
    internal ServicePlan? Plan { get; }

    /// <summary>The token of the operator that was made up because none is configured; null: some are.</summary>
    internal string? LocalToken { get; }

    /// <param name="files">The configuration; a later text overrides the ones before it.</param>
    /// <param name="environment">The process's environment, with the secrets in it.</param>
    /// <param name="time">Both clocks.</param>
    /// <param name="stop">Gives up starting.</param>
    internal static async Task<ServiceStart> ReadAsync(
        IReadOnlyList<ConfigurationText> files,
        IReadOnlyDictionary<string, string> environment,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var operators = OperatorsReading.Of(environment, File.ReadAllText);
        var simulator = await SimulatorAsync(files, time, stop);
        var settings = ConfigurationText.Settings(
            [
                .. files,
                .. (simulator?.Exchange.BaseAddress ?? SharedSimulator(files)) is { } exchange
                    ? [BaseAddressOf(exchange)]
                    : Array.Empty<ConfigurationText>(),
            ],
            simulator is var (_, secrets) ? secrets : new EnvironmentSecrets(),
            new GeminiExchange(time)
        );
        var faults = new List<ConfigurationFault>();
        if (operators is OperatorsResult.Faulty(var wrong))
            faults.AddRange(wrong);
        if (settings is SettingsResult.Faulty faulty)
            faults.AddRange(faulty.Faults);
        if (settings is SettingsResult.Valid { Settings: var good } && operators is OperatorsResult.Valid(var known))
        {
            faults.AddRange(ListenRule.Check(good.Service, known.Count > 0));
            if (good.Cluster is { IsOverAkka: true })
                faults.Add(NoAkkaCluster);
            if (faults.Count == 0)
            {
                var (all, token) = known.Count > 0 ? (known, null) : LocalOperator.Create();
                return new ServiceStart(new ServicePlan(good, new Operators(all), simulator?.Exchange, time), token);
            }
        }

        if (simulator is var (started, _))
            await started.DisposeAsync();
        return new ServiceStart(faults);
    }

    public async ValueTask DisposeAsync()
    {
        if (Plan?.Simulator is { } simulator)
            await simulator.DisposeAsync();
    }

    /// <summary>
    /// The exchange comes before the settings, since its port and its keys are settings. Text that cannot be read yet
    /// simulates nothing: the settings then say what is wrong with it.
    /// </summary>
    private static async Task<(GeminiSimulator Exchange, ISecretSource Secrets)?> SimulatorAsync(
        IReadOnlyList<ConfigurationText> files,
        TimeProvider time,
        CancellationToken stop
    )
    {
        if (ConfigurationText.TryMerge(files) is not { } merged)
            return null;
        var settings = SimulatorSettings.Of(merged);
        if (
            !settings.IsEnabled
            || settings.Address is not null
            || !FaultPlan.TryParse(settings.Faults, out var plan, out _)
        )
            return null;
        var keys = new SimulatedExchange(merged);
        return (await GeminiSimulator.StartAsync(keys.Options(settings.Seed, plan), time, stop), keys);
    }

    /// <summary>The simulated exchange that another process runs; null: none is to be used.</summary>
    private static Uri? SharedSimulator(IReadOnlyList<ConfigurationText> files) =>
        ConfigurationText.TryMerge(files) is { } merged && SimulatorSettings.Of(merged) is { IsEnabled: true } settings
            ? settings.Address
            : null;

    private static ConfigurationText BaseAddressOf(Uri exchange) =>
        new("simulator", $"{Root}.gemini.rest-base-address = \"{exchange.GetLeftPart(UriPartial.Authority)}\"");
}
