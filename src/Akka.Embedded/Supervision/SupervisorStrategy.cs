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

    private readonly int _maxRetries;
    private readonly int _withinMilliseconds;

    private protected SupervisorStrategy(int maxRetries, int withinMilliseconds, bool loggingEnabled)
    {
        _maxRetries = maxRetries;
        _withinMilliseconds = withinMilliseconds;
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>Chooses the directive.</summary>
    public abstract IDecider Decider { get; }

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

    /// <summary>The strategy that <c>akka.actor.guardian-supervisor-strategy</c> names.</summary>
    /// <exception cref="ConfigurationException">It names neither of the two.</exception>
    internal static SupervisorStrategy Named(string typeName) =>
        typeName switch
        {
            "Akka.Actor.DefaultSupervisorStrategy" => DefaultStrategy,
            "Akka.Actor.StoppingSupervisorStrategy" => StoppingStrategy,
            _ => throw new ConfigurationException($"There is no guardian-supervisor-strategy [{typeName}]."),
        };

    /// <summary>False when the failure is to be escalated.</summary>
    internal bool HandleFailure(ActorCell supervisor, ChildRestartStats child, Exception cause)
    {
        var directive = Handle(child.Child, cause);
        LogFailure(supervisor, child.Child, cause, directive);
        if (directive == Directive.Escalate)
            return false;
        if (directive == Directive.Resume)
            child.Child.SendSystem(new Resume(cause));
        else
            RestartOrStop(supervisor, child, directive == Directive.Restart ? cause : null);
        return true;
    }

    /// <param name="supervisor">The parent.</param>
    /// <param name="failed">The child that failed.</param>
    /// <param name="restart">Why to restart, if that is still allowed; null to stop.</param>
    private protected abstract void RestartOrStop(ActorCell supervisor, ChildRestartStats failed, Exception? restart);

    private protected bool MayRestart(ChildRestartStats child) =>
        child.RequestRestartPermission(_maxRetries, _withinMilliseconds);

    private protected static int Milliseconds(TimeSpan? range) =>
        (int)range.GetValueOrDefault(Timeout.InfiniteTimeSpan).TotalMilliseconds;
}
