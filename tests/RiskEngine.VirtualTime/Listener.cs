using Akka.Actor;
using Shouldly;

namespace RiskEngine.VirtualTime;

/// <summary>An actor of the test's own that keeps what it is told, in order.</summary>
public sealed class Listener
{
    private readonly Queue<(object Message, IActorRef Sender)> _kept = new();
    private readonly VirtualWorld _world;

    internal Listener(VirtualWorld world)
    {
        _world = world;
        var kept = _kept;
        Ref = world.System.ActorOf(Props.Create(() => new Keeper(kept)));
    }

    /// <summary>Whom to tell.</summary>
    public IActorRef Ref { get; }

    /// <summary>Who sent what was taken last.</summary>
    public IActorRef LastSender { get; private set; } = ActorRefs.Nobody;

    /// <summary>Hears everything of a type that is published from now on.</summary>
    public void Subscribe<T>() => _world.System.EventStream.Subscribe(Ref, typeof(T));

    /// <summary>Lets everybody work until nothing is left to do, then takes the next message, which must be a <typeparamref name="T"/>.</summary>
    public T Expect<T>()
    {
        _world.RunUntilQuiet();
        _kept.ShouldNotBeEmpty($"a {typeof(T).Name} was to come ({Seeds.Replay(_world.Seed)})");
        (var message, LastSender) = _kept.Dequeue();
        return message.ShouldBeAssignableTo<T>($"{Seeds.Replay(_world.Seed)}")!;
    }

    /// <summary>Takes messages until one is a <typeparamref name="T"/>; those before it are gone.</summary>
    public T Fish<T>()
    {
        _world.RunUntilQuiet();
        while (_kept.TryPeek(out var next) && next.Message is not T)
            _kept.Dequeue();
        return Expect<T>();
    }

    /// <summary>Takes all that has come.</summary>
    public IReadOnlyList<object> TakeAll()
    {
        _world.RunUntilQuiet();
        var all = _kept.Select(kept => kept.Message).ToList();
        _kept.Clear();
        return all;
    }

    /// <summary>Nothing has come that was not taken. Virtual time makes this exact: what is to come later needs time to pass.</summary>
    public void ExpectNothing() => TakeAll().ShouldBeEmpty($"{Seeds.Replay(_world.Seed)}");

    private sealed class Keeper : ReceiveActor
    {
        public Keeper(Queue<(object Message, IActorRef Sender)> kept) =>
            ReceiveAny(message => kept.Enqueue((message, Sender)));
    }
}
