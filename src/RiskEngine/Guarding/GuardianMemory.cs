using Akka.Actor;

namespace RiskEngine;

/// <summary>What outlives a guardian's incarnation: one per session, touched by its guardian alone.</summary>
/// <remarks>A restart throws the actor away; the nonces, the clock and the answers given must not go with it.</remarks>
internal sealed class GuardianMemory(GuardianState initial)
{
    internal GuardianState State { get; set; } = initial;

    internal RequestTally Requests { get; set; } = RequestTally.None;

    /// <summary>The actors of the strategies that are watched.</summary>
    internal Dictionary<StrategyId, IActorRef> Strategies { get; } = [];

    /// <summary>How often the guardian restarted, each less than the forgetting time after the one before.</summary>
    internal int Restarts { get; set; }

    /// <summary>When it restarted last, on the running clock.</summary>
    internal TimeSpan? LastRestartAt { get; set; }
}
