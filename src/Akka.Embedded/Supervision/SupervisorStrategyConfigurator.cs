using Akka.Configuration;

namespace Akka.Actor;

/// <summary>Names a strategy in the configuration: <c>akka.actor.guardian-supervisor-strategy</c>.</summary>
public abstract class SupervisorStrategyConfigurator
{
    /// <summary>Makes the strategy.</summary>
    public abstract SupervisorStrategy Create();

    /// <summary>Makes the configurator of a type name.</summary>
    /// <exception cref="ConfigurationException">There is no such type.</exception>
    public static SupervisorStrategyConfigurator CreateConfigurator(string typeName) =>
        typeName switch
        {
            "Akka.Actor.DefaultSupervisorStrategy" => new DefaultSupervisorStrategy(),
            "Akka.Actor.StoppingSupervisorStrategy" => new StoppingSupervisorStrategy(),
            _ => TypeNames.Find(typeName) is { } type
                ? (SupervisorStrategyConfigurator)Activator.CreateInstance(type)!
                : throw new ConfigurationException($"Could not find SupervisorStrategyConfigurator type {typeName}"),
        };
}
