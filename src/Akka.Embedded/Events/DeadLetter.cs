namespace Akka.Event;

/// <summary>A message for an actor that is dead or never lived.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    /// <summary>Creates the notice.</summary>
    public DeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient) { }
}
