using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace RiskEngine.Hosting;

/// <summary>Starts the engine with a host.</summary>
public static class RiskEngineHostingExtensions
{
    /// <summary>
    /// Starts the engine with the system, and registers its router and its kill switch as <see cref="RiskEngineRouter"/>
    /// and <see cref="RiskEngineKillSwitch"/>.
    /// </summary>
    /// <remarks>
    /// The settings are the section <c>risk-engine</c> of the system's own configuration, whatever is added before or after
    /// this call; what it does not say is as in <see cref="RiskEngineSettings.Reference"/>. Secrets come by
    /// <see cref="ISecretSource"/> alone. Actors that are added after this call find the engine in the registry.
    /// <para>The store that the settings name is opened with the engine, and closed after the system's last actor. When the
    /// host stops, the system's coordinated shutdown runs: sessions with <c>cancel-on-stop</c> are canceled, every command is
    /// answered, the audit trail is written, and then the store is closed. Where the system ends by itself, as a node does
    /// that its cluster has downed, the process's exit code is that of the reason.</para>
    /// <para>Settings that are wrong, or that nobody here obeys, fail the start of the host with a
    /// <see cref="ConfigurationException"/> that lists every fault. A store that cannot be read does not: the sessions are
    /// then halted until it can, and the readiness check says so.</para>
    /// </remarks>
    /// <param name="builder">The system's builder.</param>
    /// <param name="configure">What the engine gets besides; null: keys come from the environment, and the exchange is Gemini.</param>
    public static AkkaConfigurationBuilder WithRiskEngine(
        this AkkaConfigurationBuilder builder,
        Action<RiskEngineOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Add(builder, null, configure);
    }

    /// <summary>
    /// As <see cref="WithRiskEngine(AkkaConfigurationBuilder, Action{RiskEngineOptions}?)"/>; <see cref="ISecretSource"/>,
    /// <see cref="IAlertSender"/> and every <see cref="IExchange"/> come from the container where the options name none.
    /// </summary>
    /// <param name="builder">The system's builder.</param>
    /// <param name="services">The container.</param>
    /// <param name="configure">What the engine gets besides.</param>
    public static AkkaConfigurationBuilder WithRiskEngine(
        this AkkaConfigurationBuilder builder,
        IServiceProvider services,
        Action<RiskEngineOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(services);
        return Add(builder, services, configure);
    }

    /// <summary>
    /// Registers <see cref="HostedRiskEngine"/> and <see cref="RiskEngineHandle"/> in the container, for those that would
    /// have the engine injected whole. There once the host has started.
    /// </summary>
    /// <remarks>
    /// <c>IRequiredActor&lt;RiskEngineRouter&gt;</c> needs none of this. A hosted service takes that one, and waits with
    /// <c>GetAsync</c>: a host makes all its services before it starts the first.
    /// </remarks>
    /// <param name="services">The container's services.</param>
    public static IServiceCollection AddRiskEngine(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => HostedRiskEngine.Of(provider.GetRequiredService<ActorSystem>()));
        services.TryAddSingleton(provider => provider.GetRequiredService<HostedRiskEngine>().Handle);
        return services;
    }

    private static AkkaConfigurationBuilder Add(
        AkkaConfigurationBuilder builder,
        IServiceProvider? services,
        Action<RiskEngineOptions>? configure
    )
    {
        var options = new RiskEngineOptions();
        configure?.Invoke(options);
        if (services is not null)
            options.TakeFrom(services);
        options.Sharing?.Configure(builder);
        return builder.WithActors(
            async (system, registry, resolver) =>
            {
                if (resolver.GetService<IHostApplicationLifetime>() is { } lifetime)
                    ReasonsExitCode.Set(CoordinatedShutdown.Get(system), lifetime);
                var engine = await EngineStart.RunAsync(system, options).ConfigureAwait(false);
                registry.Register<RiskEngineRouter>(engine.Handle.Router);
                registry.Register<RiskEngineKillSwitch>(engine.Handle.KillSwitch);
            }
        );
    }
}
