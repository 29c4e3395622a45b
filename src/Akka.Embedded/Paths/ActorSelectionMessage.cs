namespace Akka.Actor;

/// <summary>A message on its way through a selection.</summary>
public class ActorSelectionMessage : IAutoReceivedMessage, IPossiblyHarmful, IWrappedMessage
{
    /// <summary>Created by the runtime.</summary>
    public ActorSelectionMessage(object message, SelectionPathElement[] elements, bool wildCardFanOut = false)
    {
        Message = message;
        Elements = elements;
        WildCardFanOut = wildCardFanOut;
    }

    /// <inheritdoc />
    public object Message { get; }

    /// <summary>The way that is left.</summary>
    public SelectionPathElement[] Elements { get; }

    /// <summary>True when a pattern has matched several actors, so that a miss says nothing.</summary>
    public bool WildCardFanOut { get; }
}
