namespace Akka.Actor;

/// <summary>Treats all children as if each had failed.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    /// <summary>At most so many restarts within a range; null or negative means without a limit.</summary>
    public AllForOneStrategy(
        int? maxNrOfRetries,
        TimeSpan? withinTimeRange,
        Func<Exception, Directive> localOnlyDecider
    )
        : base(maxNrOfRetries, withinTimeRange, Actor.Decider.From(localOnlyDecider)) { }

    /// <summary>At most so many restarts within a range; null or negative means without a limit.</summary>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : base(maxNrOfRetries, withinTimeRange, decider) { }

    /// <summary>Restarts without a limit.</summary>
    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(null, null, localOnlyDecider) { }

    /// <summary>Restarts without a limit.</summary>
    public AllForOneStrategy(IDecider decider)
        : this(null, null, decider) { }

    private protected override IReadOnlyList<ChildRestartStats> Affected(ActorCell parent, ChildRestartStats failed) =>
        parent.Children.Statistics();
}
