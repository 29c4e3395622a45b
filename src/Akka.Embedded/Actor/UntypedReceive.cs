namespace Akka.Actor;

/// <summary>Handles every message.</summary>
public delegate void UntypedReceive(object message);
