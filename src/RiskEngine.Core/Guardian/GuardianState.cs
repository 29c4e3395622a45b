using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>All that a guardian knows: never changed once <see cref="GuardianRules.Decide"/> has given it out.</summary>
/// <remarks>
/// Only a turn of the rules writes to it, and to a copy of its own: one copy a decision, where one a change would be the
/// largest part of what a cancel costs.
/// </remarks>
public sealed record GuardianState
{
    private GuardianState(SessionKey session, GuardianLimits limits, NonceSequence nonces, ExchangeClock clock)
    {
        Session = session;
        Limits = limits;
        Nonces = nonces;
        Clock = clock;
        Budget = RateBudget.Full(limits.Rate);
    }

    /// <summary>The session.</summary>
    public SessionKey Session { get; }

    /// <summary>What the rules obey.</summary>
    public GuardianLimits Limits { get; }

    /// <summary>What the guardian lets pass.</summary>
    public SessionState State =>
        OrderGate.Against(this, null) is KillSwitchState.Clear ? Standing : SessionState.Halted;

    /// <summary>What it would let pass if the kill switch were not engaged.</summary>
    internal SessionState Standing { get; set; } = SessionState.Starting;

    /// <summary>How the kill switch stands for this session.</summary>
    internal KillSwitchState Switch { get; set; } = OrderGate.Unknown;

    /// <summary>The key's nonces.</summary>
    public NonceSequence Nonces { get; internal set; }

    /// <summary>The exchange's clock.</summary>
    public ExchangeClock Clock { get; internal set; }

    /// <summary>What may still be sent.</summary>
    public RateBudget Budget { get; internal set; }

    /// <summary>The number of the last request dispatched.</summary>
    public AttemptId LastAttempt { get; internal set; }

    /// <summary>Up to here a refused nonce says nothing new: the exchange took one this high, or it has been jumped over.</summary>
    internal Nonce? HighestExplained { get; set; }

    /// <summary>The highest nonce that the exchange took of us.</summary>
    internal Nonce? HighestAccepted { get; set; }

    /// <summary>Whether it has been told that somebody else sends with this key.</summary>
    internal bool IsKeyShared { get; set; }

    internal Troubles Troubles { get; set; } = Troubles.None;

    internal ClockWatch ClockWatch { get; set; } = ClockWatch.None;

    internal Ladder Ladder { get; set; } = Ladder.None;

    /// <summary>The latest request of each strategy that has had one lately, so that the next turn is another's.</summary>
    internal ImmutableDictionary<StrategyId, AttemptId> LastServed { get; set; } =
        ImmutableDictionary<StrategyId, AttemptId>.Empty;

    /// <summary>When something last went out on the cancel lane, on the running clock; null: not up yet.</summary>
    internal TimeSpan? CancelLaneUsedAt { get; set; }

    internal Preflight Preflight { get; set; } = Preflight.None;

    /// <summary>Whose account the key acts on, as far as the exchange told.</summary>
    public AccountIdentity Account { get; internal set; } = AccountIdentity.NotRead.Instance;

    /// <summary>What the key may do; null: the exchange has not told.</summary>
    internal KeyPermissions? Permissions { get; set; }

    internal Heartbeat Heartbeat { get; set; } = Heartbeat.None;

    internal ImmutableDictionary<StrategyId, Strategies.Watched> Strategies { get; set; } =
        ImmutableDictionary<StrategyId, Strategies.Watched>.Empty;

    /// <summary>The strategies that have sent anything, or asked to be watched.</summary>
    internal ImmutableHashSet<StrategyId> KnownStrategies { get; set; } = [];

    /// <summary>The strategies that are being stopped, in the order in which it was asked.</summary>
    internal ImmutableArray<StrategyStop> StrategyStops { get; set; } = [];

    /// <summary>The sessions that cancel an account which may be this one's, and until when at the latest, on the running clock.</summary>
    internal ImmutableDictionary<SessionKey, TimeSpan> AccountCancels { get; set; } =
        ImmutableDictionary<SessionKey, TimeSpan>.Empty;

    /// <summary>The account-wide cancel of this session that the others were told of; null: none, or that it is over.</summary>
    internal CommandId? AccountCancelTold { get; set; }

    /// <summary>The nodes that have not said yet that they know of it.</summary>
    internal ValueList<NodeName> AccountCancelUnheard { get; set; } = [];

    /// <summary>How many cancels the guardian began by itself.</summary>
    internal long EngineCommands { get; set; }

    /// <summary>Whether order entry is closed for good: the system shuts down.</summary>
    internal bool IsClosing { get; set; }

    /// <summary>Whether the guardian was up before, in an earlier incarnation or this one.</summary>
    internal bool WasUp { get; set; }

    internal NonceReserve Reserve { get; set; } = NonceReserve.None;

    internal LedgerKeeper LedgerKeeper { get; set; } = LedgerKeeper.None;

    internal ImmutableArray<OpenAttempt> Open { get; set; } = [];

    /// <summary>In the order of arrival: those that have had no request yet are the last.</summary>
    internal ImmutableArray<PendingCancel> Cancels { get; set; } = [];

    /// <summary>Cancel requests that nobody waits for any more; one may be accepted late.</summary>
    internal ImmutableArray<OutboundRequest> GivenUp { get; set; } = [];

    internal Stragglers Stragglers { get; set; } = Stragglers.None;

    internal ImmutableArray<CancelRecord> Records { get; set; } = [];

    internal Backoff CancelRetry { get; set; } = Backoff.None;

    internal Reconciliation Reconciliation { get; set; } = Reconciliation.None;

    internal Pacing Pacing { get; set; } = Pacing.None;

    /// <summary>Until when there is no nonce for a look or a single cancel, on the running clock; in the past: there is.</summary>
    internal TimeSpan ReconcilerHeldUntil { get; set; } = TimeSpan.MinValue;

    /// <summary>How far the list of open orders was caught lagging.</summary>
    internal ListLag ListLag { get; set; }

    /// <summary>When the latest session-wide cancel left that the exchange accepted, on the running clock; null: none was.</summary>
    internal TimeSpan? CancelAcceptedAt { get; set; }

    /// <summary>When the latest of them left that was answered with whole lists; null: none was.</summary>
    internal TimeSpan? CancelListedAt { get; set; }

    /// <summary>
    /// Until when a session-wide cancel may miss an order that nobody has named, on the running clock: a predecessor that did
    /// not know all of its orders, or crashed, may have opened one a moment before this guardian came up.
    /// </summary>
    internal TimeSpan UnnamedUntil { get; set; } = TimeSpan.MinValue;

    /// <summary>Private requests that nobody waits for any more; one may be answered late.</summary>
    internal ImmutableArray<OpenAttempt> GivenUpRequests { get; set; } = [];

    /// <summary>Orders whose own answer was lost, and that can be asked after by name.</summary>
    internal ImmutableArray<OrderInDoubt> InDoubt { get; set; } = [];

    /// <summary>Orders that the latest idle look did not show, and whose standing is still to be asked.</summary>
    internal ImmutableQueue<OrderId> ToAsk { get; set; } = [];

    internal ImmutableArray<QueuedRequest> Queue { get; set; } = [];

    internal OrderLedger Ledger { get; set; } = OrderLedger.None;

    internal Answered<SessionCancelOutcome> AnsweredCancels { get; set; } = Answered<SessionCancelOutcome>.None;

    internal CutOutcomes CutOutcomes { get; set; } = CutOutcomes.None;

    internal Answered<PrivateRequestOutcome> AnsweredRequests { get; set; } = Answered<PrivateRequestOutcome>.None;

    internal Answered<NonceLeased> AnsweredLeases { get; set; } = Answered<NonceLeased>.None;

    internal Jitter Jitter { get; set; }

    /// <summary>A guardian that has just come up.</summary>
    /// <param name="session">The session.</param>
    /// <param name="limits">What the rules obey.</param>
    /// <param name="nonces">The key's nonces, above every one that may have been used.</param>
    /// <param name="clock">The exchange's clock.</param>
    /// <param name="jitterSeed">Any number; it spreads the retries.</param>
    /// <param name="lastAttempt">The number of the last request that an earlier incarnation dispatched.</param>
    /// <param name="known">How the kill switch stands; null: not known yet, and so engaged.</param>
    public static GuardianState Initial(
        SessionKey session,
        GuardianLimits limits,
        NonceSequence nonces,
        ExchangeClock clock,
        ulong jitterSeed,
        AttemptId lastAttempt = default,
        KillSwitchState? known = null
    ) =>
        new(session, limits, nonces, clock)
        {
            Jitter = Jitter.From(jitterSeed),
            LastAttempt = lastAttempt,
            Switch = known ?? OrderGate.Unknown,
        };

    /// <summary>The mark that the store is to have before the guardian comes up.</summary>
    public Nonce FirstReservation(Moment now) => NonceReserve.Ahead(this, now, Limits.NonceBlock);

    /// <summary>The state once the store has that mark, so that neither order nor lease waits for the first block.</summary>
    public GuardianState AfterReservation(Nonce upTo) => this with { Reserve = NonceReserve.None with { UpTo = upTo } };

    /// <summary>The state with the orders that an earlier process had open; null: the store could not be read.</summary>
    /// <param name="kept">What the store remembers.</param>
    /// <param name="now">When, on both clocks.</param>
    public GuardianState AfterReadingOrders(OrderLedgerReading.Known? kept, Moment now)
    {
        var (mayBeOnTheirWay, isWhole) = (kept?.Standing ?? OrderLedgerStanding.InUse) switch
        {
            OrderLedgerStanding.InUse => (true, false),
            OrderLedgerStanding.StoppedInDoubt => (false, false),
            OrderLedgerStanding.StoppedWhole => (false, true),
        };
        return this with
        {
            Ledger = kept is null ? OrderLedger.None : OrderLedger.Restore(kept, now.Running, Limits),
            LedgerKeeper = LedgerKeeper.Unmarked,
            // Requests of a predecessor that did not stop in order may be on their way for as long as a nonce is taken.
            Stragglers = mayBeOnTheirWay ? Stragglers.OfPredecessor(this, now) : Stragglers,
            UnnamedUntil = isWhole ? UnnamedUntil : now.Running + Limits.YoungOrderAge,
        };
    }

    /// <summary>How the session is, for those who ask.</summary>
    public SessionStatus Status(Moment now) =>
        new(Session, State, Cancels.Length, Queue.Length, Open.Length, Nonces.Last, Nonces.Lead(Clock.At(now)))
        {
            Switch = Switch,
            KnownOrders = Ledger.Open.Count,
            ClockSkew = Clock.Skew(now),
            Troubles = Troubles.Shown,
            HeldRequests = Pacing.Shown(this, now.Running),
            Account = Account,
            Permissions = Permissions,
        };

    /// <summary>A page of an outcome's list, or that it is not kept.</summary>
    /// <param name="query">Which page.</param>
    public ISessionMessage OrdersOf(GetOutcomeOrders query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if ((CutOutcomes.To(query.Command) ?? AnsweredCancels.To(query.Command)) is not { } outcome)
            return new OutcomeUnknown(Session, query.Command);
        var list = outcome.ListOf(query.List);
        var from = Math.Clamp(query.From, 0, list.Count);
        var rest = list.Skip(from).ToValueList().WithOmitted(list.Omitted);
        var named = rest.ToHashSet();
        return MessageSize.Fit(
            new OutcomeOrders(Session, query.Command, query.List, from, rest)
            {
                Details = outcome.Details.Where(detail => named.Contains(detail.Id)).ToValueList(),
            }
        );
    }

    /// <summary>
    /// What a restarted guardian keeps: the nonces, the clock, the budget, the numbers, the orders known as ours, the answers
    /// given, the strategies watched, when the key was last heard of, and where on the ladder it is. Requests that were out are forgotten, since everyone who waited for them has been answered; how the kill switch stands is to be said anew.
    /// </summary>
    public GuardianState AfterRestart() =>
        new(Session, Limits, Nonces, Clock)
        {
            Jitter = Jitter,
            LastAttempt = LastAttempt,
            Budget = Budget,
            Account = Account,
            Permissions = Permissions,
            // What was being written is written again: its result may come while nobody listens.
            Ledger = (LedgerKeeper.Asked is { } asked ? Ledger.WithUnwritten(asked) : Ledger).Doubt(),
            ListLag = ListLag,
            CancelAcceptedAt = CancelAcceptedAt,
            CancelListedAt = CancelListedAt,
            UnnamedUntil = UnnamedUntil,
            GivenUp = GivenUp,
            GivenUpRequests = GivenUpRequests,
            InDoubt = InDoubt,
            Stragglers = Stragglers,
            AnsweredCancels = AnsweredCancels,
            CutOutcomes = CutOutcomes,
            AnsweredRequests = AnsweredRequests,
            AnsweredLeases = AnsweredLeases,
            ClockWatch = ClockWatch,
            Troubles = Troubles,
            Ladder = Ladder,
            AccountCancels = AccountCancels,
            AccountCancelTold = AccountCancelTold,
            AccountCancelUnheard = AccountCancelUnheard,
            Heartbeat = Heartbeat,
            Strategies = Strategies,
            KnownStrategies = KnownStrategies,
            EngineCommands = EngineCommands,
            WasUp = WasUp,
            IsClosing = IsClosing,
            HighestAccepted = HighestAccepted,
            IsKeyShared = IsKeyShared,
            Reserve = NonceReserve.None with { UpTo = Reserve.UpTo },
            LedgerKeeper = LedgerKeeper with { Asked = null, Retry = Backoff.None },
        };
}
