namespace Akka.Actor;

/// <summary>How an actor treats failures of its children.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Stop on failed initialization, kill and death pact; restart on everything else.</summary>
    public static IDecider DefaultDecider = Actor.Decider.From(cause =>
        cause is ActorInitializationException or ActorKilledException or DeathPactException
            ? Directive.Stop
            : Directive.Restart
    );

    /// <summary>One for one with <see cref="DefaultDecider"/> and no limit.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>Stops every child that fails.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    private readonly int _maxRetries;
    private readonly TimeSpan _range;

    private protected SupervisorStrategy(int? maxRetries, TimeSpan? range, IDecider decider)
    {
        _maxRetries = maxRetries ?? -1;
        _range = range ?? Timeout.InfiniteTimeSpan;
        Decider = decider;
    }

    internal IDecider Decider { get; }

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
    internal bool HandleFailure(ActorCell parent, ChildRestartStats failed, Exception cause)
    {
        var directive = Decider.Decide(cause);
        if (directive == Directive.Escalate)
            return false;
        Log(parent.SystemImpl.EventStream, failed.Child, cause, directive);
        if (directive == Directive.Resume)
        {
            failed.Child.SendSystem(new Resume(cause));
            return true;
        }
        var affected = Affected(parent, failed);
        var restarts = directive == Directive.Restart && affected.All(MayRestart);
        foreach (var child in affected)
        {
            if (!restarts)
            {
                parent.Stop(child.Child);
                continue;
            }
            // The failed child has suspended itself.
            if (child != failed)
                child.Child.SendSystem(new Suspend());
            child.Child.SendSystem(new Recreate(cause));
        }
        return true;
    }

    /// <summary>Whom a restart or stop of one child concerns.</summary>
    private protected abstract IReadOnlyList<ChildRestartStats> Affected(ActorCell parent, ChildRestartStats failed);

    private bool MayRestart(ChildRestartStats child) => child.RequestRestartPermission(_maxRetries, _range);

    /// <summary>An error when the child restarts or stops, a warning when it resumes.</summary>
    private void Log(EventStream log, LocalActorRef child, Exception cause, Directive directive)
    {
        var shown = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        var path = child.Path.ToString();
        log.Publish(
            directive == Directive.Resume
                ? new Warning(cause, path, GetType(), shown)
                : new Error(cause, path, GetType(), shown)
        );
    }
}
