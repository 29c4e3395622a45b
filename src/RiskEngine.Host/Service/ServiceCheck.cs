using RiskEngine.Host.Access;

namespace RiskEngine.Host.Service;

/// <summary>Whether a service may be started: what <c>serve</c> and <c>config check</c> have in common.</summary>
internal abstract record ServiceCheck
{
    private static readonly ConfigurationFault NoAkkaCluster = new(
        "risk-engine.cluster.kind",
        "akka is for systems that embed the engine by RiskEngine.AkkaCluster; a service takes postgres or none."
    );

    private ServiceCheck() { }

    /// <summary>Nothing is wrong.</summary>
    /// <param name="Settings">What the configuration says.</param>
    /// <param name="Operators">Who may do what, with their tokens; empty: nobody is configured.</param>
    /// <param name="Unused">Variables of the environment that belong to nothing that is configured: a word for each.</param>
    internal sealed record Passed(
        RiskEngineSettings Settings,
        IReadOnlyList<(Operator Operator, string Token)> Operators,
        IReadOnlyList<string> Unused
    ) : ServiceCheck;

    /// <summary>It must not be started.</summary>
    /// <param name="Faults">Everything that is wrong, in the order of the files.</param>
    internal sealed record Failed(IReadOnlyList<ConfigurationFault> Faults) : ServiceCheck;

    /// <summary>Checks the configuration, the environment and the operators, each whatever is wrong with the others.</summary>
    internal static ServiceCheck Of(
        ServiceConfiguration configuration,
        IReadOnlyDictionary<string, string> environment,
        TimeProvider time
    )
    {
        var operators = OperatorsReading.Of(environment, File.ReadAllText);
        var faults = KnownVariables.Check(environment.Keys).ToList();
        if (operators is OperatorsResult.Faulty { Faults: var wrong })
            faults.AddRange(wrong);
        var settings = configuration.Check(time);
        if (settings is SettingsResult.Faulty faulty)
            faults.AddRange(faulty.Faults);
        if (operators is not OperatorsResult.Valid(var known) || settings is not SettingsResult.Valid(var good))
            return new Failed(faults);
        faults.AddRange(ListenRule.Check(good.Service, known.Count > 0));
        if (good.Cluster is { IsOverAkka: true })
            faults.Add(NoAkkaCluster);
        return faults.Count > 0
            ? new Failed(configuration.Given.InOrder(faults))
            : new Passed(
                good,
                known,
                KnownVariables.Unused(environment.Keys, [.. good.Sessions.Select(session => session.Key.Alias.Value)])
            );
    }
}
