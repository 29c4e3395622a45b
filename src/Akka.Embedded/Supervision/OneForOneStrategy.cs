namespace Akka.Actor;

/// <summary>Treats the failed child alone.</summary>
public class OneForOneStrategy : SupervisorStrategy
{
    /// <summary>At most so many restarts within a range; null or negative means without a limit.</summary>
    public OneForOneStrategy(
        int? maxNrOfRetries,
        TimeSpan? withinTimeRange,
        Func<Exception, Directive> localOnlyDecider
    )
        : base(maxNrOfRetries, withinTimeRange, Actor.Decider.From(localOnlyDecider)) { }

    /// <summary>At most so many restarts within a range; null or negative means without a limit.</summary>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : base(maxNrOfRetries, withinTimeRange, decider) { }

    /// <summary>Restarts without a limit.</summary>
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(null, null, localOnlyDecider) { }

    /// <summary>Restarts without a limit.</summary>
    public OneForOneStrategy(IDecider decider)
        : this(null, null, decider) { }

    private protected override IReadOnlyList<ChildRestartStats> Affected(ActorCell parent, ChildRestartStats failed) =>
        [failed];
}
