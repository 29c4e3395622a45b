namespace Akka.Actor;

/// <summary>Sent to an actor that got no message for as long as it asked for.</summary>
public class ReceiveTimeout
{
    private ReceiveTimeout() { }

    /// <summary>The only instance.</summary>
    public static ReceiveTimeout Instance { get; } = new();
}
