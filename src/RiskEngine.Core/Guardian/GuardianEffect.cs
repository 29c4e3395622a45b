namespace RiskEngine.Core;

/// <summary>What a guardian does to the world: one of the nested records, carried out in the order decided.</summary>
public abstract record GuardianEffect
{
    private GuardianEffect() { }

    /// <summary>Send a request.</summary>
    /// <param name="Request">The request, sent at most once.</param>
    public sealed record Send(OutboundRequest Request) : GuardianEffect
    {
        /// <summary>Whether a slot was promised for it; else the shared budgets are to be charged for it.</summary>
        public bool HasSlot { get; init; }
    }

    /// <summary>Have the shared budgets promise slots; they come back as an input, at once and after every other effect.</summary>
    /// <param name="Kind">What they are for.</param>
    /// <param name="Count">How many; one or more.</param>
    public sealed record WantSlots(HeldRequestKind Kind, int Count) : GuardianEffect;

    /// <summary>Answer everyone who sent the command.</summary>
    /// <param name="Outcome">The answer.</param>
    public sealed record AnswerCancel(SessionCancelOutcome Outcome) : GuardianEffect
    {
        /// <summary>Whether it was given before, and the command came again: news to whoever asked, and to nobody else.</summary>
        public bool IsRepeated { get; init; }

        /// <summary>The outcome with every order in it, where the answer names only the first of them; for the audit trail.</summary>
        public SessionCancelOutcome? Whole { get; init; }
    }

    /// <summary>Answer everyone who sent the private request.</summary>
    /// <param name="Outcome">The answer.</param>
    public sealed record AnswerPrivate(PrivateRequestOutcome Outcome) : GuardianEffect
    {
        /// <summary>Whether it was given before, and the request came again.</summary>
        public bool IsRepeated { get; init; }
    }

    /// <summary>Answer whoever asked for the nonce.</summary>
    /// <param name="Outcome">The answer.</param>
    public sealed record AnswerLease(NonceLeaseOutcome Outcome) : GuardianEffect;

    /// <summary>Acknowledge to the kill switch what holds; decided by the same input.</summary>
    /// <param name="Gate">What holds now.</param>
    public sealed record AnswerGate(SessionGate Gate) : GuardianEffect
    {
        /// <summary>The strategies that the session has heard of.</summary>
        public ValueList<StrategyId> Strategies { get; init; } = [];

        /// <summary>Whose account the key acts on.</summary>
        public AccountIdentity Account { get; init; } = AccountIdentity.NotRead.Instance;
    }

    /// <summary>Tell the kill switch whose account the key acts on: which accounts' scopes hold the session follows from it.</summary>
    /// <param name="Account">The session, and the account.</param>
    public sealed record TellAccount(SessionAccount Account) : GuardianEffect;

    /// <summary>Tell the kill switch what became of a strategy's orders.</summary>
    /// <param name="Ended">What became of them.</param>
    public sealed record AnswerStop(StrategyStopEnded Ended) : GuardianEffect;

    /// <summary>Have the store remember that nonces up to here may be used; the result comes back as an input.</summary>
    /// <param name="UpTo">The mark.</param>
    public sealed record ReserveNonces(Nonce UpTo) : GuardianEffect;

    /// <summary>Have the store remember which orders are open; the result comes back as an input.</summary>
    /// <param name="Change">What changed.</param>
    public sealed record KeepOrders(OrderLedgerChange Change) : GuardianEffect;

    /// <summary>Answer the strategy that registered; decided by the same input.</summary>
    /// <param name="Answer">The answer.</param>
    public sealed record AnswerRegistration(StrategyWatched Answer) : GuardianEffect;

    /// <summary>Tell a watched strategy, and whoever listens, what stops its orders now.</summary>
    /// <param name="Event">What to tell.</param>
    public sealed record TellStrategy(StrategyGate Event) : GuardianEffect;

    /// <summary>Tell whoever listens.</summary>
    /// <param name="Event">The event.</param>
    public sealed record Publish(ISessionMessage Event) : GuardianEffect;

    /// <summary>Have another session cancel the account with its key; the result comes back as an input.</summary>
    /// <param name="By">The session whose key is to sign.</param>
    /// <param name="For">The session that wants it.</param>
    /// <param name="Command">Its cancel that could not be proven.</param>
    public sealed record WantAccountCancel(SessionKey By, SessionKey For, CommandId Command) : GuardianEffect;

    /// <summary>Tell the session that wanted the account canceled what became of it.</summary>
    /// <param name="For">That session.</param>
    /// <param name="Command">Its cancel that could not be proven.</param>
    /// <param name="IsAccepted">Whether the exchange accepted it.</param>
    public sealed record ReportAccountCancel(SessionKey For, CommandId Command, bool IsAccepted) : GuardianEffect;

    /// <summary>Tell the other sessions, of every node, that this one cancels its account, or is through with it.</summary>
    /// <param name="News">What to tell.</param>
    public sealed record TellAccountCancel(AccountCancelNews News) : GuardianEffect;

    /// <summary>Hand the session up; decided after every answer of the same decision.</summary>
    /// <param name="Event">What happened.</param>
    public sealed record Escalate(SessionEscalated Event) : GuardianEffect;

    /// <summary>Note an answer that came for a request no longer waited for; it answers nobody.</summary>
    /// <param name="Attempt">The request.</param>
    /// <param name="Answer">The answer.</param>
    public sealed record NoteStale(AttemptId Attempt, ExchangeAnswer Answer) : GuardianEffect;
}
