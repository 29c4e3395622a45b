using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using RiskEngine.Storage;

namespace RiskEngine.Hosting;

/// <summary>Starts the engine of a system by what the system was configured with.</summary>
internal static class EngineStart
{
    private const string Kind = "risk-engine.cluster.kind";

    /// <summary>Reads the settings, opens the store and starts the engine.</summary>
    /// <exception cref="ConfigurationException">The settings are wrong; the message lists every fault.</exception>
    internal static async Task<HostedRiskEngine> RunAsync(ActorSystem system, RiskEngineOptions options)
    {
        var settings = Settings(system, options);
        var log = Logging.GetLogger(system, "risk-engine");
        var store = HostedStore.In(
            system,
            EngineStore.Open(
                settings.Store,
                settings.Node,
                options.Time,
                failure => log.Error("The audit trail cannot be written, and is tried again: {Failure}", failure),
                settings.Cluster?.Terms
            )
        );
        var ports = store.Store.Ports() with { Time = options.Time, Alerts = options.Alerts };
        var handle = options.Sharing is { } sharing
            ? await sharing.StartAsync(system, settings, ports).ConfigureAwait(false)
            : await system.StartRiskEngine(settings, ports).ConfigureAwait(false);
        var engine = new HostedRiskEngine(system, settings, handle, store);
        HostedRiskEngine.Place(system, engine);
        return engine;
    }

    private static RiskEngineSettings Settings(ActorSystem system, RiskEngineOptions options)
    {
        var result = options.Read(system.Settings.Config);
        return result switch
        {
            SettingsResult.Faulty faulty => throw Wrong(faulty.Faults),
            SettingsResult.Valid { Settings: var settings } => NotOfAHost(settings, options).ToList() switch
            {
                { Count: 0 } => settings,
                var faults => throw Wrong(faults),
            },
            _ => throw ClosedUnion.Unhandled(result),
        };
    }

    /// <summary>What the settings ask for, and nobody here would do: to start without a word of it would be worse than not to start.</summary>
    private static IEnumerable<ConfigurationFault> NotOfAHost(RiskEngineSettings settings, RiskEngineOptions options)
    {
        if (settings.Cluster is not { IsOverAkka: true } && options.Sharing is not null)
            yield return new ConfigurationFault(Kind, "must be akka where the host says UseAkkaCluster.");
        if (settings.Cluster is { IsOverAkka: true } && options.Sharing is null)
            yield return new ConfigurationFault(
                Kind,
                "akka needs WithRiskEngine(o => o.UseAkkaCluster()), of RiskEngine.AkkaCluster."
            );
        if (settings.Cluster is { Address: not null, IsOverAkka: var isOverAkka })
            yield return new ConfigurationFault(
                "risk-engine.cluster.address",
                isOverAkka
                    ? "is the service's: where this host is reached, akka.remote says."
                    : "is the service's: other nodes would call this host, which does not answer them."
            );
        if (settings.Simulator.IsEnabled)
            yield return new ConfigurationFault(
                "risk-engine.simulator.enabled",
                "is the service's: this host would go to risk-engine.gemini.rest-base-address all the same."
            );
        if (settings.Alerts.Webhook is not null && options.Alerts is null)
            yield return new ConfigurationFault(
                "risk-engine.alerts.webhook.url",
                "is the service's: here alerts go to the host's IAlertSender, and there is none."
            );
    }

    private static ConfigurationException Wrong(IEnumerable<ConfigurationFault> faults) =>
        new(string.Join(Environment.NewLine, faults));
}
