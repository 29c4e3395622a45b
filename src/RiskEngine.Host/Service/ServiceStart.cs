using RiskEngine.Host.Access;

namespace RiskEngine.Host.Service;

/// <summary>Reads everything that a service needs, and starts its exchange if it simulates; lists every fault at once.</summary>
internal sealed class ServiceStart : IAsyncDisposable
{
    private ServiceStart(IReadOnlyList<ConfigurationFault> faults) => Faults = faults;

    private ServiceStart(ServicePlan plan, string? localToken) => (Plan, LocalToken, Faults) = (plan, localToken, []);

    /// <summary>Everything that is wrong; empty when nothing is.</summary>
    internal IReadOnlyList<ConfigurationFault> Faults { get; }

    /// <summary>What to run; null when something is wrong.</summary>
    internal ServicePlan? Plan { get; }

    /// <summary>The token of the operator that was made up because none is configured; null: some are.</summary>
    internal string? LocalToken { get; }

    /// <summary>Where files include others, which are not read.</summary>
    internal IReadOnlyList<SourcePlace> NotFollowed { get; private init; } = [];

    /// <summary>Variables of the environment that have a known shape and belong to nothing that is configured.</summary>
    internal IReadOnlyList<string> UnusedVariables { get; private init; } = [];

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
        var configuration = new ServiceConfiguration(files);
        var check = ServiceCheck.Of(configuration, environment, time);
        if (check is not ServiceCheck.Passed { Settings: var good, Operators: var known, Unused: var unused })
            return new ServiceStart(((ServiceCheck.Failed)check).Faults);

        // The exchange comes before the settings that are run with, since its address is one of them.
        var simulator = await configuration.StartSimulatorAsync(time, stop);
        var final = configuration.With(simulator?.BaseAddress ?? good.Simulator.Shared, time);
        switch (final)
        {
            case SettingsResult.Valid(var run):
                var (all, token) = known.Count > 0 ? (known, null) : LocalOperator.Create();
                return new ServiceStart(new ServicePlan(run, new Operators(all), simulator, time), token)
                {
                    NotFollowed = configuration.Given.NotFollowed,
                    UnusedVariables = unused,
                };
            case SettingsResult.Faulty late:
                if (simulator is not null)
                    await simulator.DisposeAsync();
                return new ServiceStart(late.Faults);
            default:
                throw ClosedUnion.Unhandled(final);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Plan?.Simulator is { } simulator)
            await simulator.DisposeAsync();
    }
}
