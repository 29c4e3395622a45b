namespace Akka.Actor;

/// <summary>A message and who sent it.</summary>
public readonly struct Envelope
{
    /// <summary>Creates an envelope.</summary>
    public Envelope(object message, IActorRef? sender)
    {
        Message = message;
        Sender = sender!;
    }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>The sender; null when there is none.</summary>
    public IActorRef Sender { get; }

    /// <inheritdoc />
    public override string ToString() => $"<{Message}> from {(Sender is null ? "NoSender" : Sender.ToString())}";
}
