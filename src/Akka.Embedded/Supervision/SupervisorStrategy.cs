using Akka.Event;

namespace Akka.Actor;

/// <summary>How an actor treats failures of its children.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Stop on failed initialization, kill and death pact; restart on everything else.</summary>
    public static IDecider DefaultDecider = Actor.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>()
    );

    /// <summary>One for one with <see cref="DefaultDecider"/> and no limit.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>Stops every child that fails.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    private protected SupervisorStrategy(int maxRetries, int withinMilliseconds, bool loggingEnabled)
    {
        MaxNumberOfRetries = maxRetries;
        WithinTimeRangeMilliseconds = withinMilliseconds;
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>Chooses the directive.</summary>
    public abstract IDecider Decider { get; }

    internal int MaxNumberOfRetries { get; }

    internal int WithinTimeRangeMilliseconds { get; }

    /// <summary>Whether failures are logged.</summary>
    protected bool LoggingEnabled { get; set; }

    /// <summary>Chooses the directive for a child's failure.</summary>
    protected abstract Directive Handle(IActorRef child, Exception exception);

    /// <summary>Logs a failure: an error when the child restarts or stops, a warning when it resumes.</summary>
    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled || directive == Directive.Escalate)
            return;
        var shown = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        var path = child.Path.ToString();
        context.System.EventStream.Publish(
            directive == Directive.Resume
                ? new Warning(cause, path, GetType(), shown)
                : new Error(cause, path, GetType(), shown)
        );
    }

    /// <summary>False when the failure is to be escalated.</summary>
    internal bool HandleFailure(
        ActorCell supervisor,
        InternalActorRefBase child,
        Exception cause,
        ChildRestartStats stats,
        IReadOnlyList<ChildRestartStats> children
    )
    {
        var directive = Handle(child, cause);
        LogFailure(supervisor, child, cause, directive);
        switch (directive)
        {
            case Directive.Resume:
                child.SendSystem(new Resume(cause));
                return true;
            case Directive.Restart:
                Process(supervisor, restart: true, child, cause, stats, children);
                return true;
            case Directive.Stop:
                Process(supervisor, restart: false, child, cause, stats, children);
                return true;
            default:
                return false;
        }
    }

    private protected abstract void Process(
        ActorCell supervisor,
        bool restart,
        InternalActorRefBase child,
        Exception cause,
        ChildRestartStats stats,
        IReadOnlyList<ChildRestartStats> children
    );

    private protected bool MayRestart(ChildRestartStats stats) =>
        stats.RequestRestartPermission(MaxNumberOfRetries, WithinTimeRangeMilliseconds);

    private protected static int Milliseconds(TimeSpan? range) =>
        (int)range.GetValueOrDefault(Timeout.InfiniteTimeSpan).TotalMilliseconds;
}
