namespace Akka.Actor;

/// <summary>Handles every message.</summary>
public delegate void UntypedReceive(object message);

/// <summary>An actor that handles every message in one method.</summary>
public abstract class UntypedActor : ActorBase
{
    /// <inheritdoc />
    protected sealed override bool Receive(object message)
    {
        OnReceive(message);
        return true;
    }

    /// <summary>Handles a message; calls <see cref="ActorBase.Unhandled"/> for one that it does not know.</summary>
    protected abstract void OnReceive(object message);

    /// <summary>Runs an asynchronous handler: other messages wait until it is complete.</summary>
    protected void RunTask(Func<Task> action) => ActorTaskScheduler.RunTask(action);

    /// <summary>Handles messages in another way from the next one on.</summary>
    protected void Become(UntypedReceive receive) => Context.Become(Handling(receive));

    /// <summary>Like <see cref="Become"/>, but remembers the present way.</summary>
    protected void BecomeStacked(UntypedReceive receive) => Context.BecomeStacked(Handling(receive));

    private static Receive Handling(UntypedReceive receive) =>
        message =>
        {
            receive(message);
            return true;
        };
}
