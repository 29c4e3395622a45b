namespace Akka.Actor;

/// <summary>
/// An actor that names a handler per type of message, in its constructor or inside <see cref="Become(Action)"/>. The
/// first handler that fits gets the message.
/// </summary>
public abstract class ReceiveActor : UntypedActor
{
    private List<Receive>? _configuring = [];
    private Receive[] _initial = [];
    private bool _isClosed;

    /// <summary>Gives a message to its handler.</summary>
    protected sealed override void OnReceive(object message) => Dispatch(_initial, message);

    /// <summary>Replaces all handlers from the next message on.</summary>
    protected void Become(Action configure) => Become(Configured(configure));

    /// <summary>Like <see cref="Become(Action)"/>, but remembers the present handlers.</summary>
    protected void BecomeStacked(Action configure) => BecomeStacked(Configured(configure));

    /// <summary>Handles messages of a type, if the predicate holds.</summary>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Add(message =>
        {
            if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed)))
                return false;
            handler(typed);
            return true;
        });

    /// <summary>Handles messages of a type for which the predicate holds.</summary>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Handles messages of a type; false passes the message to the next handler.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Add(message => message is T typed && handler(typed));

    /// <summary>Handles every message; no handler can follow.</summary>
    protected void ReceiveAny(Action<object> handler)
    {
        Receive(handler);
        _isClosed = true;
    }

    /// <summary>Handles messages of a type asynchronously: other messages wait until the task is complete.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Receive(Awaited(handler), shouldHandle);

    /// <summary>Handles messages of a type asynchronously: other messages wait until the task is complete.</summary>
    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) =>
        Receive(Awaited(handler), shouldHandle);

    /// <summary>Handles every message asynchronously: other messages wait until the task is complete.</summary>
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAny(Awaited(handler));

    internal override void Incarnate(ActorCell cell)
    {
        if (_configuring is not null)
            _initial = [.. _configuring];
        _configuring = null;
        base.Incarnate(cell);
    }

    private static Action<T> Awaited<T>(Func<T, Task> handler) =>
        message => ActorTaskScheduler.RunTask(() => handler(message));

    private void Dispatch(Receive[] handlers, object message)
    {
        foreach (var handles in handlers)
            if (handles(message))
                return;
        Unhandled(message);
    }

    private UntypedReceive Configured(Action configure)
    {
        var outer = (_configuring, _isClosed);
        (_configuring, _isClosed) = ([], false);
        try
        {
            configure();
            Receive[] handlers = [.. _configuring];
            return message => Dispatch(handlers, message);
        }
        finally
        {
            (_configuring, _isClosed) = outer;
        }
    }

    private void Add(Receive handler)
    {
        if (_configuring is null)
            throw new InvalidOperationException(
                "You may only call Receive-methods when constructing the actor and inside Become()."
            );
        if (_isClosed)
            throw new InvalidOperationException(
                "A handler that catches all messages has been added. No handler can be added after that."
            );
        _configuring.Add(handler);
    }
}
