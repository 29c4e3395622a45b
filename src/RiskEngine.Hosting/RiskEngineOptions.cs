using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using RiskEngine.Gemini;

namespace RiskEngine.Hosting;

/// <summary>What the engine gets from its host besides the section <c>risk-engine</c> of the system's configuration.</summary>
public sealed class RiskEngineOptions
{
    internal RiskEngineOptions() { }

    /// <summary>Where keys, secrets and the way to a database come from. Default: the container's, where it was given, else the environment.</summary>
    public ISecretSource? Secrets { get; set; }

    /// <summary>The exchanges that sessions may name. Default: the container's, where it was given and has any, else Gemini.</summary>
    public IReadOnlyList<IExchange>? Exchanges { get; set; }

    /// <summary>Brings alerts to people. Default: the container's, where it was given; without one, alerts are events and lines of the log.</summary>
    public IAlertSender? Alerts { get; set; }

    /// <summary>Both clocks. Default: the machine's. A test that supplies its own sets the system's scheduler to match.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>How several machines share their sessions; null: this node is alone, or shares the database of its store.</summary>
    internal SharedBy? Sharing { get; set; }

    /// <summary>Takes from the container what nobody has set.</summary>
    internal void TakeFrom(IServiceProvider services)
    {
        Secrets ??= services.GetService(typeof(ISecretSource)) as ISecretSource;
        Alerts ??= services.GetService(typeof(IAlertSender)) as IAlertSender;
        if (Exchanges is null && services.GetService(typeof(IEnumerable<IExchange>)) is IEnumerable<IExchange> known)
            Exchanges = known.ToList() is { Count: > 0 } exchanges ? exchanges : null;
    }

    internal SettingsResult Read(Config config) =>
        RiskEngineSettings.Read(config, Secrets ?? new EnvironmentSecrets(), Exchanges ?? [new GeminiExchange(Time)]);

    /// <summary>How several machines share their sessions.</summary>
    /// <param name="Configure">Adds what the system's configuration needs for it.</param>
    /// <param name="StartAsync">Starts the engine on this node, with what the node has of its own.</param>
    internal sealed record SharedBy(
        Func<AkkaConfigurationBuilder, AkkaConfigurationBuilder> Configure,
        Func<ActorSystem, RiskEngineSettings, RiskEnginePorts, Task<RiskEngineHandle>> StartAsync
    );
}
