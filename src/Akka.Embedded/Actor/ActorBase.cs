namespace Akka.Actor;

/// <summary>Handles one message: true when it was handled.</summary>
public delegate bool Receive(object message);

/// <summary>The base of all actors. An instance is run by one thread at a time and lives until it fails or stops.</summary>
public abstract class ActorBase
{
    private IActorRef? _afterwards;
    private SupervisorStrategy? _strategy;

    /// <summary>Actors are created by the runtime from <see cref="Props"/>, never with <c>new</c>.</summary>
    /// <exception cref="ActorInitializationException">Somebody used <c>new</c>.</exception>
    protected ActorBase()
    {
        if (ActorCell.Current is not { } cell)
            throw new ActorInitializationException(
                $"You cannot create an instance of {GetType().FullName} explicitly using the constructor (new). "
                    + "You have to use one of the factory methods to create an actor: ActorOf with Props."
            );
        // Here, and not once the instance is whole, so that a constructor may start timers.
        if (this is IWithTimers withTimers)
            withTimers.Timers = new TimerScheduler(cell);
    }

    /// <summary>What the actor knows and may do; valid only while it handles a message.</summary>
    /// <exception cref="NotSupportedException">No actor runs on this thread.</exception>
    protected static IActorContext Context =>
        ActorCell.Current switch
        {
            { InstanceCleared: true } => null!,
            { } cell => cell,
            null => throw new NotSupportedException(
                "There is no active ActorContext, this is most likely due to use of async operations from within this actor."
            ),
        };

    /// <summary>The actor itself.</summary>
    protected IActorRef Self => _afterwards ?? Context.Self;

    /// <summary>Who sent the message in hand; dead letters when nobody did.</summary>
    protected IActorRef Sender => _afterwards ?? Context.Sender;

    internal Receive InitialBehavior => Receive;

    internal SupervisorStrategy Strategy => _strategy ??= SupervisorStrategy();

    /// <summary>Handles a message; false makes it unhandled.</summary>
    protected abstract bool Receive(object message);

    /// <summary>Called before the first message.</summary>
    protected virtual void PreStart() { }

    /// <summary>Called after the last message; the actor is gone afterwards.</summary>
    protected virtual void PostStop() { }

    /// <summary>Called on the failed instance: stops all children and calls <see cref="PostStop"/>.</summary>
    /// <param name="reason">Why it failed.</param>
    /// <param name="message">The message in hand, which is lost; null when there was none.</param>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }
        PostStop();
    }

    /// <summary>Called on the new instance: calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>How the actor treats failures of its children.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Called for a message that was not handled: fails on <see cref="Terminated"/>, else publishes an <see cref="UnhandledMessage"/>.</summary>
    /// <exception cref="DeathPactException">A watched actor died.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    /// <summary>Handles messages in another way from the next one on.</summary>
    protected void Become(Receive receive) => Context.Become(receive);

    /// <summary>Like <see cref="Become"/>, but remembers the present way.</summary>
    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    /// <summary>Goes back to the way remembered last.</summary>
    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    /// <summary>Asks for a <see cref="ReceiveTimeout"/> message after every such silence; null ends it.</summary>
    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);

    /// <summary>Surrounds the handling of each message.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        var handled = receive(message);
        if (!handled)
            Unhandled(message);
        return handled;
    }

    /// <summary>Surrounds <see cref="PreStart"/>.</summary>
    public virtual void AroundPreStart() => PreStart();

    /// <summary>Surrounds <see cref="PreRestart"/>; ends all timers.</summary>
    public virtual void AroundPreRestart(Exception cause, object message)
    {
        (this as IWithTimers)?.Timers?.CancelAll();
        PreRestart(cause, message);
    }

    /// <summary>Surrounds <see cref="PostRestart"/>.</summary>
    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    /// <summary>Surrounds <see cref="PostStop"/>; ends all timers.</summary>
    public virtual void AroundPostStop()
    {
        (this as IWithTimers)?.Timers?.CancelAll();
        PostStop();
    }

    /// <summary>Gives a new instance what it asks for by its interfaces.</summary>
    internal virtual void Incarnate(ActorCell cell)
    {
        _strategy = cell.Props.SupervisorStrategy;
        if (this is IActorStash withStash)
            withStash.Stash = new Stash(cell);
    }

    /// <summary>Puts stashed messages back before an instance goes: the next one, or dead letters, gets them.</summary>
    internal void Excarnate() => (this as IActorStash)?.Stash?.UnstashAll();

    internal void Clear(IActorRef afterwards) => _afterwards = afterwards;

    internal virtual void ChildStopped(IActorRef child) { }
}
