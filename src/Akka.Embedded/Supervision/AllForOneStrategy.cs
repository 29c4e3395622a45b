namespace Akka.Actor;

/// <summary>Treats all children as if each had failed.</summary>
public class AllForOneStrategy : SupervisorStrategy, IEquatable<AllForOneStrategy>
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

    /// <summary>How many restarts are allowed; negative means without a limit.</summary>
    public new int MaxNumberOfRetries => base.MaxNumberOfRetries;

    /// <summary>Within which range restarts count; negative means for life.</summary>
    public new int WithinTimeRangeMilliseconds => base.WithinTimeRangeMilliseconds;

    /// <inheritdoc />
    public bool Equals(AllForOneStrategy? other) =>
        other is not null
        && MaxNumberOfRetries == other.MaxNumberOfRetries
        && WithinTimeRangeMilliseconds == other.WithinTimeRangeMilliseconds
        && Decider.Equals(other.Decider);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as AllForOneStrategy);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(MaxNumberOfRetries, WithinTimeRangeMilliseconds, Decider);

    /// <inheritdoc />
    protected override Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);

    private protected override void Process(
        ActorCell supervisor,
        bool restart,
        InternalActorRefBase child,
        Exception cause,
        ChildRestartStats stats,
        IReadOnlyList<ChildRestartStats> children
    )
    {
        if (restart && children.All(MayRestart))
        {
            foreach (var sibling in children)
            {
                if (!sibling.Child.Equals(child))
                    sibling.Child.SendSystem(new Suspend());
                sibling.Child.SendSystem(new Recreate(cause));
            }
        }
        else
        {
            foreach (var sibling in children)
                supervisor.Stop(sibling.Child);
        }
    }
}
