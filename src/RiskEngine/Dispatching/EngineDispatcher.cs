using Akka.Actor;

namespace RiskEngine;

/// <summary>The threads of the engine's own that its actors run on.</summary>
internal static class EngineDispatcher
{
    internal const string Id = "risk-engine.guardian-dispatcher";

    /// <summary>Checks what Akka.NET made of the configuration: it takes the thread pool without a word where a section says so or says nothing.</summary>
    /// <exception cref="InvalidOperationException">The engine's actors would run on the thread pool.</exception>
    internal static void Check(ActorSystem system)
    {
        var effective = system.Dispatchers.Lookup(Id).Configurator.Config;
        var (type, executor) = (effective.GetString("type"), effective.GetString("executor"));
        if (
            type is "TaskDispatcher" or "SynchronizedDispatcher"
            || (type is not ("ForkJoinDispatcher" or "PinnedDispatcher") && executor != "fork-join-executor")
        )
            throw new InvalidOperationException(
                $"{Id} has the type {type}, which runs on threads that the engine shares with others: where they are blocked, "
                    + "no cancel leaves and no deadline holds. Leave the type as the reference has it."
            );
    }
}
