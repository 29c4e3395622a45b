namespace Akka.TestKit;

/// <summary>The actor behind a test: keeps every message, unless told to ignore or answer it.</summary>
internal sealed class InternalTestActor(TestInbox inbox) : ActorBase
{
    private readonly DelegatingSupervisorStrategy _strategy = new();
    private Func<object, bool>? _ignores;
    private AutoPilot? _pilot;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_strategy);

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case SetIgnore ignore:
                _ignores = ignore.ShouldIgnore;
                break;
            case SetAutoPilot set:
                _pilot = set.Pilot;
                break;
            case WatchActor watch:
                Context.Watch(watch.Actor);
                Sender.Tell(Done.Instance);
                break;
            case UnwatchActor unwatch:
                Context.Unwatch(unwatch.Actor);
                Sender.Tell(Done.Instance);
                break;
            case Spawn spawn:
                Sender.Tell(SpawnChild(spawn));
                break;
            default:
                Keep(message);
                break;
        }
        return true;
    }

    private void Keep(object message)
    {
        if (_pilot is not null and not NoAutoPilot)
        {
            var next = _pilot.Run(Sender, message);
            if (next is not KeepRunning)
                _pilot = next;
        }
        if (_ignores is null || !_ignores(message))
            inbox.Add(new RealMessageEnvelope(message, Sender));
    }

    private IActorRef SpawnChild(Spawn spawn)
    {
        var child = Context.ActorOf(spawn.Props, spawn.Name);
        if (spawn.Strategy is not null)
            _strategy.Deciders[child.Path.Name] = spawn.Strategy.Decider;
        return child;
    }

    internal sealed record SetIgnore(Func<object, bool>? ShouldIgnore);

    internal sealed record SetAutoPilot(AutoPilot Pilot);

    internal sealed record WatchActor(IActorRef Actor);

    internal sealed record UnwatchActor(IActorRef Actor);

    internal sealed record Spawn(Props Props, string? Name, SupervisorStrategy? Strategy);

    /// <summary>Decides by the child that fails, which is the sender of its failure.</summary>
    private sealed class DelegatingSupervisorStrategy : IDecider
    {
        public Dictionary<string, IDecider> Deciders { get; } = [];

        public Directive Decide(Exception cause) =>
            Deciders.TryGetValue(Context.Sender.Path.Name, out var decider)
                ? decider.Decide(cause)
                : Actor.SupervisorStrategy.DefaultDecider.Decide(cause);
    }
}
