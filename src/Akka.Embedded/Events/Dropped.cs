namespace Akka.Event;

/// <summary>A message dropped for a reason.</summary>
public sealed class Dropped : AllDeadLetters
{
    /// <summary>Creates the notice.</summary>
    public Dropped(object message, string reason, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient) => Reason = reason;

    /// <summary>Why it was dropped.</summary>
    public string Reason { get; }
}
