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
    ) =>
        Pipe(
            taskToPipe,
            recipient,
            sender,
            failure,
            async task =>
            {
                var result = await task.ConfigureAwait(false);
                recipient.Tell(success is null ? result! : success(result), sender);
            }
        );

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
    ) =>
        Pipe(
            taskToPipe,
            recipient,
            sender,
            failure,
            async task =>
            {
                await task.ConfigureAwait(false);
                if (success is not null)
                    recipient.Tell(success(), sender);
            }
        );

    private static Task Pipe<TTask>(
        TTask task,
        ICanTell recipient,
        IActorRef? sender,
        Func<Exception, object>? failure,
        Func<TTask, Task> send
    )
        where TTask : Task
    {
        return Futures.TrySystemOf(recipient)?.Post is { } post ? InTurn(task, post, Send) : Send();

        async Task Send()
        {
            try
            {
                await send(task).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                recipient.Tell(failure is null ? new Status.Failure(e) : failure(e), sender);
            }
        }
    }

    /// <summary>Sends in the turn that a host gives, not wherever the task completes.</summary>
    private static Task InTurn(Task task, Action<Action> post, Func<Task> send)
    {
        var sent = new TaskCompletionSource();
        task.ContinueWith(
            _ =>
                post(() =>
                {
                    _ = send();
                    sent.SetResult();
                }),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return sent.Task;
    }
}
