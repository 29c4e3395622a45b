namespace Akka.Actor;

/// <summary>Treats all children as if each had failed.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    /// <summary>At most so many restarts within a range; null means without a limit.</summary>
    public AllForOneStrategy(
        int? maxNrOfRetries,
        TimeSpan? withinTimeRange,
        Func<Exception, Directive> localOnlyDecider
    )
        : this(maxNrOfRetries, withinTimeRange, Actor.Decider.From(localOnlyDecider)) { }

    /// <summary>At most so many restarts within a range; null means without a limit.</summary>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), decider) { }

    /// <summary>At most so many restarts within a range in milliseconds; negative means without a limit.</summary>
    public AllForOneStrategy(
        int maxNrOfRetries,
        int withinTimeMilliseconds,
        Func<Exception, Directive> localOnlyDecider,
        bool loggingEnabled = true
    )
        : this(maxNrOfRetries, withinTimeMilliseconds, Actor.Decider.From(localOnlyDecider), loggingEnabled) { }

    /// <summary>At most so many restarts within a range in milliseconds; negative means without a limit.</summary>
    public AllForOneStrategy(
        int maxNrOfRetries,
        int withinTimeMilliseconds,
        IDecider decider,
        bool loggingEnabled = true
    )
        : base(maxNrOfRetries, withinTimeMilliseconds, loggingEnabled) => Decider = decider;

    /// <summary>Restarts without a limit.</summary>
    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider) { }

    /// <summary>Restarts without a limit.</summary>
    public AllForOneStrategy(IDecider decider)
        : this(-1, -1, decider) { }

    /// <inheritdoc />
    public override IDecider Decider { get; }

    /// <inheritdoc />
    protected override Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);

    private protected override void RestartOrStop(ActorCell supervisor, ChildRestartStats failed, Exception? restart)
    {
        var children = supervisor.Children.Statistics();
        var restarts = restart is not null && children.All(MayRestart);
        foreach (var child in children)
        {
            if (!restarts)
            {
                supervisor.Stop(child.Child);
                continue;
            }
            if (child != failed)
                child.Child.SendSystem(new Suspend());
            child.Child.SendSystem(new Recreate(restart!));
        }
    }
}
