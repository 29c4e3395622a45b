namespace Akka.Actor;

/// <summary>
/// Piping: the outcome of a task becomes a message. A failure becomes a <see cref="Status.Failure"/>; it does not reach
/// the actor's supervisor. The returned task completes when the message has been sent.
/// </summary>
public static class PipeToSupport
{
    /// <summary>Sends the result, or the failure.</summary>
    public static Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null
    )
    {
        return Pipe(Outcome(), recipient, sender, failure);

        async Task<object?> Outcome()
        {
            var result = await taskToPipe.ConfigureAwait(false);
            return (success is null ? result : success(result)) ?? throw new InvalidMessageException("Message is null");
        }
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
    public static Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null
    )
    {
        return Pipe(Outcome(), recipient, sender, failure);

        async Task<object?> Outcome()
        {
            await taskToPipe.ConfigureAwait(false);
            return success?.Invoke();
        }
    }

    private static async Task Pipe(
        Task<object?> outcome,
        ICanTell recipient,
        IActorRef? sender,
        Func<Exception, object>? failure
    )
    {
        object? message;
        try
        {
            message = await outcome.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            message = failure is null ? new Status.Failure(e) : failure(e);
        }
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
