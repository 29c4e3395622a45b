namespace Akka.Actor;

/// <summary>
/// Asking: a message whose first answer completes a task. An answer of another type fails it with
/// <see cref="ArgumentException"/>, a <see cref="Status.Failure"/> with its cause, no answer in time with
/// <see cref="AskTimeoutException"/>. Without a timeout <c>akka.actor.ask-timeout</c> holds, which is infinite.
/// </summary>
public static class Futures
{
    /// <summary>Sends a message and completes with the answer.</summary>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    /// <summary>Sends a message and completes with the answer.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    /// <summary>Sends a message and completes with the answer.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    /// <summary>Sends a message and completes with the answer.</summary>
    public static Task<T> Ask<T>(
        this ICanTell self,
        object message,
        TimeSpan? timeout,
        CancellationToken cancellationToken
    ) => self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <summary>Sends a message made with the handle that answers go to, and completes with the answer.</summary>
    public static Task<T> Ask<T>(
        this ICanTell self,
        Func<IActorRef, object> messageFactory,
        TimeSpan? timeout,
        CancellationToken cancellationToken
    )
    {
        var asker = new FutureActorRef<T>(SystemOf(self));
        asker.ExpireAfter(timeout, cancellationToken);
        self.Tell(messageFactory(asker), asker);
        return asker.Task;
    }

    internal static ActorSystemImpl SystemOf(ICanTell target) =>
        TrySystemOf(target) ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(target));

    internal static ActorSystemImpl? TrySystemOf(ICanTell target) =>
        target switch
        {
            ActorSelection selection => TrySystemOf(selection.Anchor),
            IActorRefProxy proxy => TrySystemOf(proxy.Ref),
            InternalActorRefBase { Owner: { } owner } => owner,
            _ => ActorCell.Current?.SystemImpl,
        };
}
