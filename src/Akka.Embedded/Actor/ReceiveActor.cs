namespace Akka.Actor;

/// <summary>
/// An actor that names a handler per type of message, in its constructor or inside <see cref="Become(Action)"/>. The
/// first handler that fits gets the message.
/// </summary>
public abstract class ReceiveActor : UntypedActor
{
    private List<Handler>? _configuring = [];
    private Handler[] _initial = [];

    /// <summary>Gives a message to its handler.</summary>
    protected sealed override void OnReceive(object message) => Dispatch(_initial, message);

    /// <summary>Replaces all handlers from the next message on.</summary>
    protected void Become(Action configure) => Become(Configured(configure));

    /// <summary>Like <see cref="Become(Action)"/>, but remembers the present handlers.</summary>
    protected void BecomeStacked(Action configure) => BecomeStacked(Configured(configure));

    /// <summary>Handles messages of a type, if the predicate holds.</summary>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Add(new ActionHandler<T>(handler, shouldHandle));

    /// <summary>Handles messages of a type for which the predicate holds.</summary>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Handles messages of a type; false passes the message to the next handler.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Add(new FuncHandler<T>(handler));

    /// <summary>Handles every message; no handler can follow.</summary>
    protected void ReceiveAny(Action<object> handler) =>
        Add(new ActionHandler<object>(handler, null) { IsLast = true });

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

    private void Dispatch(Handler[] handlers, object message)
    {
        foreach (var handler in handlers)
            if (handler.TryHandle(message))
                return;
        Unhandled(message);
    }

    private UntypedReceive Configured(Action configure)
    {
        var outer = _configuring;
        _configuring = [];
        try
        {
            configure();
            Handler[] handlers = [.. _configuring];
            return message => Dispatch(handlers, message);
        }
        finally
        {
            _configuring = outer;
        }
    }

    private void Add(Handler handler)
    {
        if (_configuring is null)
            throw new InvalidOperationException(
                "You may only call Receive-methods when constructing the actor and inside Become()."
            );
        if (_configuring is [.., { IsLast: true }])
            throw new InvalidOperationException(
                "A handler that catches all messages has been added. No handler can be added after that."
            );
        _configuring.Add(handler);
    }

    private abstract class Handler
    {
        public bool IsLast { get; init; }

        public abstract bool TryHandle(object message);
    }

    private sealed class ActionHandler<T>(Action<T> handle, Predicate<T>? predicate) : Handler
    {
        public override bool TryHandle(object message)
        {
            if (message is not T typed || (predicate is not null && !predicate(typed)))
                return false;
            handle(typed);
            return true;
        }
    }

    private sealed class FuncHandler<T>(Func<T, bool> handle) : Handler
    {
        public override bool TryHandle(object message) => message is T typed && handle(typed);
    }
}
