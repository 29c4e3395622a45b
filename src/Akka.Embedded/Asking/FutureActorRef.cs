namespace Akka.Actor;

/// <summary>The handle of an ask: takes one answer. It gets a path only when somebody wants to see one.</summary>
internal class FutureActorRef<T>(ActorSystemImpl system) : MinimalActorRef
{
    private readonly TaskCompletionSource<T> _answer = new(system.CompletionOptions);
    private ActorPath? _path;
    private ScheduledWork? _timeout;
    private CancellationTokenRegistration _cancellation;
    private HashSet<InternalActorRefBase>? _watchers;

    public Task<T> Task => _answer.Task;

    public override ActorPath Path
    {
        get
        {
            if (_path is null)
                Interlocked.CompareExchange(ref _path, system.NextTempPath(), null);
            return _path;
        }
    }

    internal override ActorSystemImpl Owner => system;

    internal override InternalActorRefBase ParentRef => system.RootGuardian;

    public void ExpireAfter(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var limit = timeout ?? system.Settings.AskTimeout;
        if (limit > TimeSpan.Zero)
            _timeout = system.Timers.Schedule(limit, null, () => Expire(limit), outlivesSystem: true);
        if (cancellationToken.CanBeCanceled)
            _cancellation = cancellationToken.Register(Cancel);
    }

    internal override void SendSystem(SystemMessage message)
    {
        switch (message)
        {
            case Terminate:
                Tell(PoisonPill.Instance, null);
                break;
            case DeathWatchNotification death:
                Tell(new Terminated(death.Actor, death.ExistenceConfirmed, addressTerminated: false), this);
                break;
            case Watch watch when !TryAddWatcher(watch.Watcher):
                EmptyLocalActorRef.AnswerWatch(watch, this);
                break;
            case Unwatch unwatch:
                lock (_answer)
                    _watchers?.Remove(unwatch.Watcher);
                break;
        }
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is null)
            throw new InvalidMessageException("Message is null");
        if (system.Post is { } post)
            post(() => Take(message));
        else
            Take(message);
    }

    private bool TryAddWatcher(InternalActorRefBase watcher)
    {
        lock (_answer)
        {
            if (_answer.Task.IsCompleted)
                return false;
            (_watchers ??= []).Add(watcher);
            return true;
        }
    }

    private void Take(object message)
    {
        var taken = message switch
        {
            PoisonPill or Kill => Fail(new ActorKilledException("Stopped")),
            T answer => _answer.TrySetResult(answer),
            Status.Failure { Cause: { } cause } => Fail(cause),
            Status.Failure => Fail(new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => Fail(new ArgumentException($"Asked for a {typeof(T)}, got a {message.GetType()}.")),
        };
        if (taken)
            Finish();
        else if (!_answer.Task.IsCanceled)
            system.DeadLetters.Tell(message, this);
    }

    private bool Fail(Exception cause) => _answer.TrySetException(cause);

    private void Cancel()
    {
        _answer.TrySetCanceled();
        Finish();
    }

    private void Expire(TimeSpan limit)
    {
        Fail(new AskTimeoutException($"Timeout after {limit.TotalSeconds:F2} seconds"));
        Finish();
    }

    private void Finish()
    {
        _timeout?.Cancel();
        _cancellation.Dispose();
        InternalActorRefBase[] watchers;
        lock (_answer)
            watchers = _watchers is null ? [] : [.. _watchers];
        foreach (var watcher in watchers)
            watcher.SendSystem(new DeathWatchNotification(this, ExistenceConfirmed: true));
    }
}
