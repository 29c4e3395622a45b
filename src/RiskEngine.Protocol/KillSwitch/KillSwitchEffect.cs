namespace RiskEngine.Protocol;

/// <summary>What an engagement did to one session: one of the nested records. In each, order entry is closed.</summary>
public abstract record KillSwitchEffect
{
    private KillSwitchEffect() { }

    /// <summary>Whether everything that the engagement wants of the session is proven.</summary>
    public abstract bool IsProven { get; }

    /// <summary>The engagement stops one strategy: its orders are denied from now on, and those that are known were to be canceled by id.</summary>
    public sealed record StrategyStopped : KillSwitchEffect
    {
        /// <summary>States what became of the strategy's orders.</summary>
        /// <param name="isKnown">Whether the session has heard of the strategy.</param>
        /// <param name="orders">Its orders, and nobody else's.</param>
        public StrategyStopped(bool isKnown, StrategyOrders orders)
        {
            ArgumentNullException.ThrowIfNull(orders);
            (IsKnown, Orders) = (isKnown, orders);
        }

        /// <summary>Whether the session has heard of the strategy: where none has, its name may be written wrong.</summary>
        public bool IsKnown { get; }

        /// <summary>What became of its orders.</summary>
        public StrategyOrders Orders { get; }

        /// <summary>Each order that is known to be the strategy's is closed. The session's other orders were left alone.</summary>
        public override bool IsProven => Orders.IsProven;
    }

    /// <summary>An older node closed one strategy's order entry, and left its orders open. Proves nothing of them.</summary>
    public sealed record OrdersDenied : KillSwitchEffect
    {
        /// <summary>The session has heard of the strategy since its guardian came up.</summary>
        public static readonly OrdersDenied Instance = new(true);

        /// <summary>The session has never heard of it: the name may be written wrong.</summary>
        public static readonly OrdersDenied OfUnknownStrategy = new(false);

        private OrdersDenied(bool isKnown) => IsKnown = isKnown;

        /// <summary>Whether the session has heard of the strategy.</summary>
        public bool IsKnown { get; }

        /// <inheritdoc/>
        public override bool IsProven => false;
    }

    /// <summary>The session's orders were to be canceled after order entry was closed, and the cancel ended.</summary>
    public sealed record CancelEnded : KillSwitchEffect
    {
        /// <summary>States how the cancel ended.</summary>
        public CancelEnded(SessionCancelOutcome outcome)
        {
            ArgumentNullException.ThrowIfNull(outcome);
            Outcome = outcome;
        }

        /// <summary>How it ended.</summary>
        public SessionCancelOutcome Outcome { get; }

        /// <summary>Only a <see cref="SessionCanceled"/> proves that nothing is left.</summary>
        public override bool IsProven => Outcome is SessionCanceled;
    }

    /// <summary>A newer node reports what this build does not know. Proves nothing.</summary>
    /// <param name="Kind">What it calls it.</param>
    public sealed record Unknown(string Kind) : KillSwitchEffect
    {
        /// <inheritdoc/>
        public override bool IsProven => false;
    }
}
