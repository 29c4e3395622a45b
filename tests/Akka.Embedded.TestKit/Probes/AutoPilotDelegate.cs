namespace Akka.TestKit;

/// <summary>Answers by a function.</summary>
public delegate AutoPilot AutoPilotDelegate(IActorRef sender, object message);
