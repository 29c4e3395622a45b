namespace RiskEngine.Core;

/// <summary>One thing that was done to the kill switch; never changed and never removed. One of the nested records.</summary>
public abstract record KillSwitchRecord
{
    private KillSwitchRecord() { }

    /// <summary>The engagement's epoch, or the highest that a reset clears; for people.</summary>
    public abstract Epoch Epoch { get; }

    /// <summary>The node on which it was done.</summary>
    public abstract NodeName Node { get; }

    /// <summary>Who did it.</summary>
    public abstract RequestedBy By { get; }

    /// <summary>Why.</summary>
    public abstract Reason Reason { get; }

    /// <summary>When, by that node's wall clock; UTC, whole microseconds.</summary>
    public abstract DateTimeOffset At { get; }

    /// <summary>Somebody engaged the switch.</summary>
    public sealed record Engage : KillSwitchRecord
    {
        /// <summary>Records the engagement.</summary>
        public Engage(Engagement engagement)
        {
            ArgumentNullException.ThrowIfNull(engagement);
            Engagement = engagement;
        }

        /// <summary>The engagement.</summary>
        public Engagement Engagement { get; }

        /// <inheritdoc/>
        public override Epoch Epoch => Engagement.Epoch;

        /// <inheritdoc/>
        public override NodeName Node => Engagement.Id.Node;

        /// <inheritdoc/>
        public override RequestedBy By => Engagement.By;

        /// <inheritdoc/>
        public override Reason Reason => Engagement.Reason;

        /// <inheritdoc/>
        public override DateTimeOffset At => Engagement.At;
    }

    /// <summary>A person wants engagements cleared.</summary>
    /// <remarks>
    /// It names each of them. An epoch alone would also clear what another node engaged meanwhile, unseen: healing a
    /// partition would undo a stop.
    /// </remarks>
    public sealed record Reset : KillSwitchRecord
    {
        /// <summary>Records the reset.</summary>
        /// <param name="cleared">The engagements that the person has seen and wants cleared; at least one.</param>
        /// <param name="person">Who.</param>
        /// <param name="reason">Why it is safe again.</param>
        /// <param name="at">When.</param>
        /// <param name="node">Where.</param>
        /// <exception cref="ArgumentException">No engagement.</exception>
        public Reset(
            ValueList<Engagement> cleared,
            RequestedBy.Person person,
            Reason reason,
            DateTimeOffset at,
            NodeName node
        )
        {
            ArgumentNullException.ThrowIfNull(cleared);
            ArgumentNullException.ThrowIfNull(person);
            ArgumentNullException.ThrowIfNull(reason);
            ArgumentNullException.ThrowIfNull(node);
            if (cleared.Count == 0)
                throw new ArgumentException("A reset clears something.", nameof(cleared));
            (Cleared, Person, Reason, Node) = (cleared, person, reason, node);
            At = UtcMicroseconds.Floor(at);
            Epoch = cleared.Max(x => x.Epoch)!;
        }

        /// <summary>The engagements that the person wants cleared.</summary>
        public ValueList<Engagement> Cleared { get; }

        /// <summary>
        /// Until when it counts together with another person's, by the wall clocks of the nodes; UTC, whole microseconds. Null: for ever,
        /// which is what one wants that needs no other, and what older builds wrote.
        /// </summary>
        public DateTimeOffset? Until
        {
            get;
            init => field = value is { } until ? UtcMicroseconds.Floor(until) : null;
        }

        /// <summary>Who.</summary>
        public RequestedBy.Person Person { get; }

        /// <inheritdoc/>
        public override Epoch Epoch { get; }

        /// <inheritdoc/>
        public override NodeName Node { get; }

        /// <inheritdoc/>
        public override RequestedBy By => Person;

        /// <inheritdoc/>
        public override Reason Reason { get; }

        /// <inheritdoc/>
        public override DateTimeOffset At { get; }
    }

    /// <summary>A newer build wrote it, and this one cannot tell what was done. Kept and passed on byte for byte.</summary>
    /// <remarks>
    /// It counts as engaged for everything, since it may be what stops trading: while two builds run beside each other the
    /// older one halts instead of trading past it, and only a build that understands the record can say what holds. It is
    /// no reason to distrust the others, which are obeyed as ever.
    /// </remarks>
    public sealed record Unknown : KillSwitchRecord
    {
        private static readonly NodeName Unsaid = new("unknown");

        /// <summary>Keeps the record.</summary>
        /// <param name="json">All of it, as it was read.</param>
        /// <param name="epoch">The epoch that it names, if it names one: later engagements come above it.</param>
        internal Unknown(string json, Epoch? epoch) => (Json, Epoch) = (json, epoch ?? Epoch.First);

        /// <summary>All of it, as it was read.</summary>
        public string Json { get; }

        /// <inheritdoc/>
        public override Epoch Epoch { get; }

        /// <inheritdoc/>
        public override NodeName Node => Unsaid;

        /// <inheritdoc/>
        public override RequestedBy By => new RequestedBy.Engine(Unsaid.Value);

        /// <inheritdoc/>
        public override Reason Reason => new("a record of a newer build");

        /// <inheritdoc/>
        public override DateTimeOffset At => DateTimeOffset.UnixEpoch;
    }
}
