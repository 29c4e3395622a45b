namespace RiskEngine.Protocol;

/// <summary>How the kill switch stands: one of the nested records. Only <see cref="Clear"/> lets orders pass.</summary>
public abstract record KillSwitchState
{
    private KillSwitchState() { }

    /// <summary>What of this state stops an order request; <see cref="Clear"/> when nothing does.</summary>
    /// <param name="session">The session that would send it.</param>
    /// <param name="strategy">The strategy that wants it, if one is named.</param>
    public KillSwitchState For(SessionKey session, StrategyId? strategy) =>
        this is Engaged engaged ? Of(engaged.Engagements.Where(x => x.Scope.Covers(session, strategy))) : this;

    /// <summary>What of this state has something to stop in a session, be it one strategy's orders alone.</summary>
    /// <param name="session">The session.</param>
    public KillSwitchState Concerning(SessionKey session) =>
        this is Engaged engaged ? Of(engaged.Engagements.Where(x => x.Scope.Concerns(session))) : this;

    /// <summary>The state of these engagements: <see cref="Clear"/> when there is none.</summary>
    public static KillSwitchState Of(IEnumerable<Engagement> engagements)
    {
        var all = engagements.ToArray();
        if (!IsInOrder(all))
            Array.Sort(all, Engagement.WidestFirst);
        var omitted = (engagements as ValueList<Engagement>)?.Omitted ?? 0;
        return all.Length + omitted == 0 ? Clear.Instance : new Engaged(new ValueList<Engagement>(all, omitted));
    }

    /// <summary>Whoever keeps them in order, as the record does, pays for one look at each.</summary>
    private static bool IsInOrder(Engagement[] engagements)
    {
        for (var i = 1; i < engagements.Length; i++)
            if (Engagement.WidestFirst.Compare(engagements[i - 1], engagements[i]) > 0)
                return false;
        return true;
    }

    /// <summary>The record was read, and nothing is engaged.</summary>
    public sealed record Clear : KillSwitchState
    {
        /// <summary>The one such state.</summary>
        public static readonly Clear Instance = new();

        private Clear() { }

        /// <inheritdoc/>
        public override string ToString() => "clear";
    }

    /// <summary>At least one engagement holds.</summary>
    public sealed record Engaged : KillSwitchState
    {
        private HashSet<EngagementId>? _ids;

        internal Engaged(ValueList<Engagement> engagements) => Engagements = engagements;

        /// <summary>All that hold, the widest first, then the latest epoch; never empty. In a message perhaps the first of them.</summary>
        public ValueList<Engagement> Engagements { get; }

        /// <summary>The widest and latest: the one that a denial names.</summary>
        public Engagement Foremost => Engagements[0];

        /// <summary>The state with the first of its engagements; at least one.</summary>
        internal Engaged First(int count) => count == Engagements.Count ? this : new Engaged(Engagements.First(count));

        /// <summary>Whether this engagement is among them.</summary>
        /// <param name="engagement">The engagement.</param>
        public bool Holds(Engagement engagement)
        {
            ArgumentNullException.ThrowIfNull(engagement);
            return (_ids ??= [.. Engagements.Select(x => x.Id)]).Contains(engagement.Id);
        }

        /// <summary>By what holds, in whichever way it was asked before.</summary>
        public bool Equals(Engaged? other) => other is not null && Engagements.Equals(other.Engagements);

        /// <inheritdoc/>
        public override int GetHashCode() => Engagements.GetHashCode();

        /// <inheritdoc/>
        public override string ToString() =>
            Engagements.Total == 1 ? $"{Foremost}" : $"{Foremost} (and {Engagements.Total - 1} more)";
    }

    /// <summary>What is engaged cannot be told, so everything is stopped.</summary>
    public sealed record Unreadable : KillSwitchState
    {
        /// <summary>States why.</summary>
        public Unreadable(KillSwitchUnreadableReason reason) => Reason = reason;

        /// <summary>Why.</summary>
        public KillSwitchUnreadableReason Reason { get; }

        /// <inheritdoc/>
        public override string ToString() => $"engaged: the record cannot be read ({Reason})";
    }
}
