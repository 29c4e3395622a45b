namespace Akka.TestKit;

/// <summary>An actor that runs on the thread that sends to it and shows its instance.</summary>
public class TestActorRef<TActor> : TestActorRefBase<TActor>
    where TActor : ActorBase
{
    public TestActorRef(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null)
        : base(system, actorProps, supervisor, name) { }
}
