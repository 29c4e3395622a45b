namespace Akka.Actor;

/// <summary>Treats the failed child alone.</summary>
public class OneForOneStrategy : SupervisorStrategy
{
    /// <summary>At most so many restarts within a range; null means without a limit.</summary>
    public OneForOneStrategy(
        int? maxNrOfRetries,
        TimeSpan? withinTimeRange,
        Func<Exception, Directive> localOnlyDecider
    )
        : this(maxNrOfRetries, withinTimeRange, Actor.Decider.From(localOnlyDecider)) { }

    /// <summary>At most so many restarts within a range; null means without a limit.</summary>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), decider) { }

    /// <summary>At most so many restarts within a range in milliseconds; negative means without a limit.</summary>
    public OneForOneStrategy(
        int maxNrOfRetries,
        int withinTimeMilliseconds,
        Func<Exception, Directive> localOnlyDecider,
        bool loggingEnabled = true
    )
        : this(maxNrOfRetries, withinTimeMilliseconds, Actor.Decider.From(localOnlyDecider), loggingEnabled) { }

    /// <summary>At most so many restarts within a range in milliseconds; negative means without a limit.</summary>
    public OneForOneStrategy(
        int maxNrOfRetries,
        int withinTimeMilliseconds,
        IDecider decider,
        bool loggingEnabled = true
    )
        : base(maxNrOfRetries, withinTimeMilliseconds, loggingEnabled) => Decider = decider;

    /// <summary>Restarts without a limit.</summary>
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider) { }

    /// <summary>Restarts without a limit.</summary>
    public OneForOneStrategy(IDecider decider)
        : this(-1, -1, decider) { }

    /// <inheritdoc />
    public override IDecider Decider { get; }

    /// <inheritdoc />
    protected override Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);

    private protected override void RestartOrStop(ActorCell supervisor, ChildRestartStats failed, Exception? restart)
    {
        if (restart is not null && MayRestart(failed))
            failed.Child.SendSystem(new Recreate(restart));
        else
            supervisor.Stop(failed.Child);
    }
}
