namespace Akka.Actor;

/// <summary>A message that the runtime handles itself; the actor does not see it.</summary>
public interface IAutoReceivedMessage;
