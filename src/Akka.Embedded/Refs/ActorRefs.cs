namespace Akka.Actor;

/// <summary>The two handles that stand for no actor.</summary>
public static class ActorRefs
{
    /// <summary>Takes every message and does nothing.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>No sender: answers go to dead letters.</summary>
    public static readonly IActorRef NoSender = null!;
}
