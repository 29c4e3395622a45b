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
    ) => PipeTo(taskToPipe, recipient, false, sender, success, failure);

    /// <summary>Sends the result, or the failure.</summary>
    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null
    ) => PipeTo(taskToPipe.AsTask(), recipient, false, sender, success, failure);

    /// <summary>Sends the result, or the failure; says whether the caller's context sends it.</summary>
    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null
    ) => PipeTo(taskToPipe.AsTask(), recipient, useConfigureAwait, sender, success, failure);

    /// <summary>Sends the result, or the failure; says whether the caller's context sends it.</summary>
    public static Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null
    )
    {
        return Futures.TrySystemOf(recipient)?.Post is { } post ? InTurn(taskToPipe, post, Send) : Send(taskToPipe);

        async Task Send(Task<T> task)
        {
            try
            {
                var result = await task.ConfigureAwait(useConfigureAwait);
                recipient.Tell(success is null ? result! : success(result), sender);
            }
            catch (Exception e)
            {
                recipient.Tell(failure is null ? new Status.Failure(e) : failure(e), sender);
            }
        }
    }

    /// <summary>Sends what <paramref name="success"/> makes, if anything, or the failure.</summary>
    public static Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null
    ) => PipeTo(taskToPipe, recipient, false, sender, success, failure);

    /// <summary>Sends what <paramref name="success"/> makes, if anything, or the failure.</summary>
    public static Task PipeTo(
        this ValueTask taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null
    ) => PipeTo(taskToPipe.AsTask(), recipient, false, sender, success, failure);

    /// <summary>Sends what <paramref name="success"/> makes, if anything, or the failure; says whether the caller's context sends it.</summary>
    public static Task PipeTo(
        this ValueTask taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null
    ) => PipeTo(taskToPipe.AsTask(), recipient, useConfigureAwait, sender, success, failure);

    /// <summary>Sends what <paramref name="success"/> makes, if anything, or the failure; says whether the caller's context sends it.</summary>
    public static Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null
    )
    {
        return Futures.TrySystemOf(recipient)?.Post is { } post ? InTurn(taskToPipe, post, Send) : Send(taskToPipe);

        async Task Send(Task task)
        {
            try
            {
                await task.ConfigureAwait(useConfigureAwait);
                if (success is not null)
                    recipient.Tell(success(), sender);
            }
            catch (Exception e)
            {
                recipient.Tell(failure is null ? new Status.Failure(e) : failure(e), sender);
            }
        }
    }

    /// <summary>Sends in the turn that a host gives, not wherever the task completes.</summary>
    private static Task InTurn<TTask>(TTask task, Action<Action> post, Func<TTask, Task> send)
        where TTask : Task
    {
        var sent = new TaskCompletionSource();
        task.ContinueWith(
            _ =>
                post(() =>
                {
                    _ = send(task);
                    sent.SetResult();
                }),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return sent.Task;
    }
}
