namespace Akka.Actor;

/// <summary>What a supervisor does about a failed child.</summary>
public enum Directive
{
    /// <summary>The child goes on with its next message; its state stays.</summary>
    Resume,

    /// <summary>The child goes on with a new instance; the message in hand is lost.</summary>
    Restart,

    /// <summary>The supervisor fails with the same cause.</summary>
    Escalate,

    /// <summary>The child stops.</summary>
    Stop,
}
