namespace RiskEngine.Core;

/// <summary>What one node says to another: one of the nested records.</summary>
public abstract record PeerMessage
{
    private PeerMessage(NodeName from)
    {
        ArgumentNullException.ThrowIfNull(from);
        From = from;
    }

    /// <summary>The node that says it.</summary>
    public NodeName From { get; }

    /// <summary>A message for a session that the other node runs. It is answered as its guardian does, and never passed on again.</summary>
    public sealed record ForSession : PeerMessage
    {
        /// <summary>Passes a message on.</summary>
        /// <exception cref="ArgumentException">The message is for an actor of the same system; see <see cref="IsPassedOn"/>.</exception>
        public ForSession(NodeName from, ISessionMessage message)
            : base(from)
        {
            ArgumentNullException.ThrowIfNull(message);
            if (!IsPassedOn(message))
                throw new ArgumentException($"{message.GetType().Name} is not passed on.", nameof(message));
            Message = message;
        }

        /// <summary>The message.</summary>
        public ISessionMessage Message { get; }

        /// <summary>Whether nodes pass such a message on. A strategy is watched on its own node: to register is not.</summary>
        public static bool IsPassedOn(ISessionMessage message) =>
            message is CancelSession or SubmitPrivateRequest or LeaseNonce or GetSessionStatus or GetOutcomeOrders;
    }

    /// <summary>A session there cancels its account, or is through with it. Answered with an <see cref="AccountCancelNoted"/>.</summary>
    public sealed record OfAccount : PeerMessage
    {
        /// <summary>Tells it.</summary>
        /// <param name="from">The node that tells it.</param>
        /// <param name="by">The session whose key signs, or which waits for another's.</param>
        /// <param name="account">Whose account it is, as far as that session knows.</param>
        /// <param name="within">How long it may go on at most, above zero; null: it is over.</param>
        /// <exception cref="ArgumentOutOfRangeException">The time is zero or below.</exception>
        public OfAccount(NodeName from, SessionKey by, AccountIdentity account, TimeSpan? within)
            : base(from)
        {
            ArgumentNullException.ThrowIfNull(by);
            ArgumentNullException.ThrowIfNull(account);
            if (within is { } time)
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(within));
            (By, Account, Within) = (by, account, within);
        }

        /// <summary>The session whose key signs, or which waits for another's.</summary>
        public SessionKey By { get; }

        /// <summary>Whose account it is, as far as that session knows.</summary>
        public AccountIdentity Account { get; }

        /// <summary>How long it may go on at most; null: it is over.</summary>
        public TimeSpan? Within { get; }
    }

    /// <summary>What was done to the kill switch, told at once. Answered with a <see cref="SwitchReport"/>.</summary>
    public sealed record OfSwitch : PeerMessage
    {
        /// <summary>Tells what was done.</summary>
        /// <param name="from">The node that tells it.</param>
        /// <param name="records">What was done; the other node merges it with what it knows.</param>
        /// <param name="report">The engagement whose sessions are to be reported; null: none.</param>
        /// <param name="within">By when; above zero.</param>
        /// <exception cref="ArgumentOutOfRangeException">The time is zero or below.</exception>
        public OfSwitch(NodeName from, ValueList<KillSwitchRecord> records, EngagementId? report, TimeSpan within)
            : base(from)
        {
            ArgumentNullException.ThrowIfNull(records);
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(within, TimeSpan.Zero);
            (Records, Report, Within) = (records, report, within);
        }

        /// <summary>What was done.</summary>
        public ValueList<KillSwitchRecord> Records { get; }

        /// <summary>The engagement whose sessions are to be reported; null: none.</summary>
        public EngagementId? Report { get; }

        /// <summary>By when.</summary>
        public TimeSpan Within { get; }

        /// <summary>Whose accounts sessions trade on, where the engagement stops an account.</summary>
        public ValueList<SessionAccount> Accounts
        {
            get;
            init => field = value ?? [];
        } = [];

        /// <summary>How many people a reset needs on the node that says it; null: it is not said here.</summary>
        public int? Approvals { get; init; }

        /// <summary>Whether nothing was done, and all that is said is how the node is set.</summary>
        public bool IsGreeting => Records.Count == 0 && Report is null;

        /// <summary>Which page of the report is wanted: the sessions after this one. Null: the first.</summary>
        public SessionKey? After { get; init; }
    }
}
