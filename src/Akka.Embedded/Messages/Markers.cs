namespace Akka.Actor;

/// <summary>A message that the runtime handles itself; the actor does not see it.</summary>
public interface IAutoReceivedMessage;

/// <summary>A message that does not restart the receive timeout.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>A message that never leaves the process: where serialization is verified, this one is left out.</summary>
public interface INoSerializationVerificationNeeded;
