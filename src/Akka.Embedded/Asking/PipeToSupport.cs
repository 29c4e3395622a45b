namespace Akka.Actor;

/// <summary>
/// Piping: the outcome of a task becomes a message. A failure becomes a <see cref="Status.Failure"/>; it does not reach
/// the actor's supervisor. The returned task completes when the message has been sent.
/// </summary>
public static class PipeToSupport
{
    /// <summary>Sends the result, or the failure.</summary>
    public static async Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null
    )
    {
        object? message;
        try
        {
            var result = await taskToPipe.ConfigureAwait(false);
            message =
                (success is null ? result : success(result)) ?? throw new InvalidMessageException("Message is null");
        }
        catch (Exception e)
        {
            message = OfFailure(e, failure);
        }

        await Send(recipient, message, sender).ConfigureAwait(false);
    }

    /// <summary>Sends the result, or the failure.</summary>
    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null
    ) => taskToPipe.AsTask().PipeTo(recipient, sender, success, failure);

    /// <summary>Sends what <paramref name="success"/> makes, if anything, or the failure.</summary>
    public static async Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null
    )
    {
        object? message;
        try
        {
            await taskToPipe.ConfigureAwait(false);
            message = success?.Invoke();
        }
        catch (Exception e)
        {
            message = OfFailure(e, failure);
        }

        await Send(recipient, message, sender).ConfigureAwait(false);
    }

    private static object OfFailure(Exception e, Func<Exception, object>? failure) =>
        failure is null ? new Status.Failure(e) : failure(e);

    private static async ValueTask Send(ICanTell recipient, object? message, IActorRef? sender)
    {
        // In the turn that a host gives, not wherever the task completed.
        if (Futures.TrySystemOf(recipient)?.Post is { } post)
        {
            var turn = new TaskCompletionSource();
            post(turn.SetResult);
            await turn.Task.ConfigureAwait(false);
        }

        if (message is not null)
            recipient.Tell(message, sender);
    }
}
