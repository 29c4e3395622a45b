using RiskEngine.Host.Access;

namespace RiskEngine.Host.Service;

/// <summary>Reads everything that a service needs, and starts its exchange if it simulates; lists every fault at once.</summary>
internal sealed class ServiceStart : IAsyncDisposable
{
    private static readonly ConfigurationFault NoAkkaCluster = new(
        "risk-engine.cluster.kind",
        "akka is for systems that embed the engine by RiskEngine.AkkaCluster; a service takes postgres or none."
    );

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
        var configuration = new ServiceConfiguration(files);
        var faults = KnownVariables.Check(environment.Keys).ToList();
        var known = KnownOf(operators, faults);
        var settings = configuration.Check(time);
        if (settings is SettingsResult.Faulty faulty)
            faults.AddRange(faulty.Faults);
        if (known is null || settings is not SettingsResult.Valid(var good))
            return new ServiceStart(faults);
        faults.AddRange(ListenRule.Check(good.Service, known.Count > 0));
        if (good.Cluster is { IsOverAkka: true })
            faults.Add(NoAkkaCluster);
        if (faults.Count > 0)
            return new ServiceStart(configuration.Given.InOrder(faults));

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
                };
            case SettingsResult.Faulty late:
                if (simulator is not null)
                    await simulator.DisposeAsync();
                return new ServiceStart(late.Faults);
            default:
                throw ClosedUnion.Unhandled(final);
        }
    }

    private static IReadOnlyList<(Operator, string)>? KnownOf(
        OperatorsResult operators,
        List<ConfigurationFault> faults
    )
    {
        switch (operators)
        {
            case OperatorsResult.Valid(var known):
                return known;
            case OperatorsResult.Faulty(var wrong):
                faults.AddRange(wrong);
                return null;
            default:
                throw ClosedUnion.Unhandled(operators);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Plan?.Simulator is { } simulator)
            await simulator.DisposeAsync();
    }
}
