namespace Akka.Dispatch;

/// <summary>A message and who sent it, if anybody did.</summary>
internal readonly record struct Envelope(object Message, IActorRef? Sender);
