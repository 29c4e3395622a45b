namespace Akka.TestKit;

/// <summary>An actor that runs on the thread that sends to it and shows its instance.</summary>
public abstract class TestActorRefBase<TActor> : IActorRef, IActorRefProxy
    where TActor : ActorBase
{
    private readonly LocalActorRef _actor;

    protected TestActorRefBase(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null)
    {
        var props = actorProps.WithDispatcher("akka.test.calling-thread-dispatcher");
        _actor = supervisor is null
            ? (LocalActorRef)system.ActorOf(props, name)
            : ((LocalActorRef)supervisor.Internal()).Cell.Children.Create(props, name);
    }

    public IActorRef Ref => _actor;

    public ActorPath Path => _actor.Path;

    /// <summary>The instance; another one after a restart.</summary>
    public TActor UnderlyingActor =>
        (TActor)(_actor.Cell.Instance ?? throw new InvalidOperationException("The actor has no instance."));

    public void Tell(object message) => _actor.Tell(message);

    public void Tell(object message, IActorRef? sender) => _actor.Tell(message, sender);

    public void Forward(object message) => _actor.Forward(message);

    /// <summary>Hands a message to the instance directly: what it throws, the test gets.</summary>
    public void Receive(object message, IActorRef? sender = null) => _actor.Cell.InvokeForTest(message, sender);

    public bool Equals(IActorRef? other) => _actor.Equals(other);

    public override bool Equals(object? obj) => _actor.Equals(obj);

    public override int GetHashCode() => _actor.GetHashCode();

    public override string ToString() => _actor.ToString();
}
