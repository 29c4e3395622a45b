namespace RiskEngine.Protocol;

/// <summary>One person's, strategy's or engine part's decision to stop. It holds until it is reset, over restarts too.</summary>
public sealed record Engagement
{
    /// <summary>The order in which people are told of engagements: the widest first, then the latest epoch; the same everywhere.</summary>
    public static readonly IComparer<Engagement> WidestFirst = Comparer<Engagement>.Create(Compare);

    /// <summary>States who stopped what, and why.</summary>
    /// <param name="id">Which engagement.</param>
    /// <param name="epoch">For people: above all epochs that the node had seen.</param>
    /// <param name="scope">What is stopped.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When, by the wall clock of the node; kept in UTC and whole microseconds.</param>
    public Engagement(
        EngagementId id,
        Epoch epoch,
        KillSwitchScope scope,
        RequestedBy by,
        Reason reason,
        DateTimeOffset at
    )
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(epoch);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(reason);
        (Id, Epoch, Scope, By, Reason) = (id, epoch, scope, by, reason);
        At = UtcMicroseconds.Floor(at);
    }

    /// <summary>Which engagement.</summary>
    public EngagementId Id { get; }

    /// <summary>Orders engagements for people; several nodes may have given the same.</summary>
    public Epoch Epoch { get; }

    /// <summary>What is stopped.</summary>
    public KillSwitchScope Scope { get; }

    /// <summary>Who decided.</summary>
    public RequestedBy By { get; }

    /// <summary>Why.</summary>
    public Reason Reason { get; }

    /// <summary>When; UTC, whole microseconds. For people: nothing is decided by it.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Whether the engine itself decided: an automatic cause, not a person or a strategy.</summary>
    public bool IsTrip => By is RequestedBy.Engine;

    /// <summary>By the id alone, which is unique: records are looked up often, and a reason may be long.</summary>
    public override int GetHashCode() => Id.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{Scope} engaged by {By}, epoch {Epoch}@{Id.Node}: {Reason}";

    private static int Compare(Engagement one, Engagement other)
    {
        if (ReferenceEquals(one, other))
            return 0;
        var order = other.Scope.Breadth.CompareTo(one.Scope.Breadth);
        order = order != 0 ? order : other.Epoch.CompareTo(one.Epoch);
        order = order != 0 ? order : string.CompareOrdinal(one.Id.Node.Value, other.Id.Node.Value);
        order = order != 0 ? order : string.CompareOrdinal(one.ToString(), other.ToString());
        // Two that read alike may still be two.
        order = order != 0 ? order : string.CompareOrdinal(one.Id.ToString(), other.Id.ToString());
        return order != 0 ? order : one.At.CompareTo(other.At);
    }
}
