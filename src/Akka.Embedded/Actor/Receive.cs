namespace Akka.Actor;

/// <summary>Handles one message: true when it was handled.</summary>
public delegate bool Receive(object message);
