using RiskEngine.Host.Access;

namespace RiskEngine.Host.Service;

/// <summary>Whether a service may be started: what <c>serve</c> and <c>config check</c> have in common.</summary>
internal abstract record ServiceCheck
{
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
        var known = KnownOf(operators, faults);
        if (GoodOf(configuration.Check(time), faults) is not { } good || known is null)
            return new Failed(faults);
        faults.AddRange(ListenRule.Check(good.Service, known.Count > 0));
        faults.AddRange(NotOfAService(good));
        return faults.Count > 0
            ? new Failed(configuration.Given.InOrder(faults))
            : new Passed(
                good,
                known,
                KnownVariables.Unused(environment.Keys, [.. good.Sessions.Select(session => session.Key.Alias.Value)])
            );
    }

    /// <summary>A service has nothing else that its nodes could share, and no other system that says how it is reached.</summary>
    private static IEnumerable<ConfigurationFault> NotOfAService(RiskEngineSettings settings)
    {
        if (settings.Cluster is not { IsOverAkka: true } cluster)
            yield break;
        if (settings.Store is not StoreSettings.Postgres)
            yield return new ConfigurationFault(
                "risk-engine.cluster.kind",
                "akka needs store.kind = postgres in a service; a system that embeds the engine may do without."
            );
        else if (cluster.Address is null)
            yield return new ConfigurationFault(
                "risk-engine.cluster.address",
                "must say where other nodes reach this one, such as tls://10.0.0.5:8110."
            );
    }

    /// <summary>The operators; null: the faults say what is wrong with them.</summary>
    private static IReadOnlyList<(Operator Operator, string Token)>? KnownOf(
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

    /// <summary>The settings; null: the faults say what is wrong with them.</summary>
    private static RiskEngineSettings? GoodOf(SettingsResult settings, List<ConfigurationFault> faults)
    {
        switch (settings)
        {
            case SettingsResult.Valid(var good):
                return good;
            case SettingsResult.Faulty faulty:
                faults.AddRange(faulty.Faults);
                return null;
            default:
                throw ClosedUnion.Unhandled(settings);
        }
    }
}
