namespace Akka.Dispatch;

/// <summary>
/// Runs the turns of an asynchronous handler inside its actor: each continuation comes back as a system message, and
/// user messages wait until the handler is complete.
/// </summary>
internal sealed class ActorTaskScheduler(ActorCell cell) : TaskScheduler
{
    private Envelope _inHand;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs a handler in the running actor and holds back its user messages until the handler is complete.</summary>
    public static void RunTask(Func<Task> handler)
    {
        var cell =
            ActorCell.Current ?? throw new InvalidOperationException("RunTask must be called from an actor context.");
        cell.TaskScheduler.Start(handler);
    }

    public void Run(Task turn) => TryExecuteTask(turn);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    protected override void QueueTask(Task task)
    {
        if (ActorCell.Current == cell && (task.CreationOptions & TaskCreationOptions.LongRunning) == 0)
            TryExecuteTask(task);
        else
            cell.Mailbox.PostSystem(new HandlerTurn(this, task, null, _inHand));
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    private void Start(Func<Task> handler)
    {
        _inHand = cell.InHand;
        cell.Mailbox.Suspend();
        var started = new Task<Task>(handler);
        started.RunSynchronously(this);
        var running = started.IsCompletedSuccessfully ? Unwrapped(started) : started;
        if (running.IsCompleted)
            Finish(running);
        else
            running.ContinueWith(Finish, CancellationToken.None, TaskContinuationOptions.None, this);
    }

    private void Finish(Task handler)
    {
        var inHand = _inHand;
        _inHand = default;
        if (handler.IsCompletedSuccessfully)
        {
            cell.Mailbox.Resume();
            cell.CheckReceiveTimeout(inHand.Message is not INotInfluenceReceiveTimeout);
        }
        else
        {
            var failure = handler.IsCanceled ? new TaskCanceledException() : Unwrap(handler.Exception!);
            cell.Mailbox.PostSystem(new HandlerTurn(this, null, failure, inHand));
        }
    }

    private static Exception Unwrap(AggregateException failure) =>
        failure.InnerExceptions.Count == 1 ? failure.InnerExceptions[0] : failure;

#pragma warning disable RS0030 // The task has completed: nothing blocks.
    private static Task Unwrapped(Task<Task> started) => started.Result ?? Task.CompletedTask;
#pragma warning restore RS0030
}
