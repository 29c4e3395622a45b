using Akka.Actor;

namespace RiskEngine;

/// <summary>Whoever waits for an answer.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="ReadsAnswers">Whether its process can read the engine's answers; false: it is told in words what they are.</param>
internal readonly record struct Asker(IActorRef Actor, bool ReadsAnswers)
{
    /// <summary>Whoever sent the message.</summary>
    internal static Asker Of(object message, IActorRef sender) =>
        new(sender, sender is not IActorRefScope { IsLocal: false } || !DefaultWire.Wrote(message));

    /// <summary>Tells the answer, or what it is in words. In words there is no progress: it would be taken for the answer.</summary>
    internal void Tell(object answer, IActorRef from)
    {
        if (ReadsAnswers)
            Actor.Tell(answer, from);
        else if (answer is not (KillSwitchProgress or KillSwitchApplied or KillSwitchStored))
            Actor.Tell(AnswerInWords.Of(answer), from);
    }
}
