namespace Akka.TestKit;

/// <summary>What a test actor got, and from whom.</summary>
public abstract class MessageEnvelope
{
    public abstract object Message { get; }

    public abstract IActorRef Sender { get; }
}
