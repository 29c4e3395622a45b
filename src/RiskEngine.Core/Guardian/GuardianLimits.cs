using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>Every limit and duration that a guardian's rules obey; the reasons stand beside the keys in <c>akka.hocon</c>.</summary>
public sealed record GuardianLimits
{
    /// <summary>How many times the places of people fit into those of strategies; the engine has as many again.</summary>
    private const int PeoplesPart = 8;

    /// <summary>How long a cancel may take whose sender named no deadline.</summary>
    public required TimeSpan DefaultDeadline { get; init; }

    /// <summary>The longest deadline that a sender may name.</summary>
    public required TimeSpan LongestDeadline { get; init; }

    /// <summary>How many cancels of strategies may be pending at once. People have an eighth more.</summary>
    public required int MaxPendingCancels { get; init; }

    /// <summary>
    /// How many cancels of the engine and of its kill switch may be pending at once, beside those of all others: more than engagements
    /// may run at the same time, asked for here (<see cref="SwitchLimits.MostRunning"/>) and by other nodes (as many again), so that
    /// no stop is refused for want of room.
    /// </summary>
    public int MaxEngineCancels { get; init; } = RoomFor(2_000);

    /// <summary>Room for the engagements that may run, and for the guardian's own cancels beside them.</summary>
    /// <param name="running">How many may run that were asked for here.</param>
    public static int RoomFor(int running) => 2 * running + 64;

    /// <summary>Whether another cancel may be pending. Who floods the session with cancels locks out neither people nor the engine.</summary>
    internal bool HasRoomFor(PendingCancel another, ImmutableArray<PendingCancel> pending)
    {
        var room =
            another.IsEngines ? MaxEngineCancels
            : another.Command.RequestedBy is RequestedBy.Person ? MaxPendingCancels + MaxPendingCancels / PeoplesPart
            : MaxPendingCancels;
        // Nearly always there is room for whoever asks, and nothing to count.
        return pending.Length < room || pending.Count(x => x.IsEngines == another.IsEngines) < room;
    }

    /// <summary>How many requests an answer tells of; of more, those that prove nothing of their own are left out.</summary>
    public required int MaxAttemptsTold { get; init; }

    /// <summary>How many cancel requests are remembered that nobody waits for any more.</summary>
    public required int MaxGivenUp { get; init; }

    /// <summary>After how long without an answer a request counts as lost.</summary>
    public required TimeSpan AttemptTimeout { get; init; }

    /// <summary>After how long without an answer a second cancel request goes out beside the first.</summary>
    public required TimeSpan HedgeAfter { get; init; }

    /// <summary>The wait before the second retry; the first is immediate, and each further wait is twice as long.</summary>
    public required TimeSpan RetryFirst { get; init; }

    /// <summary>The longest wait before a retry.</summary>
    public required TimeSpan RetryLongest { get; init; }

    /// <summary>The wait after "too many requests" when the exchange names none.</summary>
    public required TimeSpan RateLimitPause { get; init; }

    /// <summary>Beyond how much between the exchange's clock and ours each answer is reported to the trips; null: never.</summary>
    public TimeSpan? ClockSkewTrip { get; init; }

    /// <summary>What is looked at before a session is said to have no open orders.</summary>
    public required VerificationMode Verification { get; init; }

    /// <summary>The wait between the first two looks at the open orders; each further wait is twice as long.</summary>
    public required TimeSpan VerifyPause { get; init; }

    /// <summary>
    /// How far the list of open orders may be behind: where orders may exist that nobody named, it has to show none for so
    /// long.
    /// </summary>
    public required TimeSpan ListLagLimit { get; init; }

    /// <summary>How old an order has to be before "order not found" closes it.</summary>
    public required TimeSpan YoungOrderAge { get; init; }

    /// <summary>How many orders that are merely not accounted for are asked about one by one; of more, none is.</summary>
    public required int MaxOrdersAsked { get; init; }

    /// <summary>How often each order that is left has to be answered as still there before the answer is Partial before its deadline.</summary>
    public required int LeftoverLooks { get; init; }

    /// <summary>The beginning of our orders' client ids; empty when they have none in common.</summary>
    public required string ClientOrderIdPrefix { get; init; }

    /// <summary>Whether every order of the account counts as ours, whoever placed it. Only where the account is looked at.</summary>
    public bool AccountIsOurs { get; init; }

    /// <summary>Whether orders may be ours that no request of the guardian has opened.</summary>
    internal bool OthersOpenOurs => AccountIsOurs || ClientOrderIdPrefix.Length > 0;

    /// <summary>How many orders are remembered as ours and open, and how many as closed.</summary>
    public required int MaxOwnOrders { get; init; }

    /// <summary>How many private requests may wait.</summary>
    public required int MaxQueuedRequests { get; init; }

    /// <summary>The longest that a private request may wait.</summary>
    public required TimeSpan MaxQueueWait { get; init; }

    /// <summary>How far the exchange's clock and ours may be apart before it is told.</summary>
    public required TimeSpan ClockSkewLimit { get; init; }

    /// <summary>After how long without a request on the cancel lane the open orders are looked at; null: never for that.</summary>
    public required TimeSpan? LookAfter { get; init; }

    /// <summary>Whether the key's roles and open orders are read before order entry opens.</summary>
    public required bool Preflight { get; init; }

    /// <summary>Whether the exchange cancels the session's orders when it hears nothing for a while.</summary>
    public required bool RequiresHeartbeat { get; init; }

    /// <summary>After how long without any request a heartbeat is sent.</summary>
    public required TimeSpan HeartbeatAfter { get; init; }

    /// <summary>How many strategies may be watched.</summary>
    public required int MaxStrategies { get; init; }

    /// <summary>Whether the loss of a watched strategy cancels the session.</summary>
    public required bool CancelOnStrategyLoss { get; init; }

    /// <summary>Whether the session is canceled when the engine starts.</summary>
    public required bool CancelOnStart { get; init; }

    /// <summary>Whether a cancel that could not be proven has the whole account canceled.</summary>
    public required bool EscalatesToAccount { get; init; }

    /// <summary>Whose key cancels the account then; null: the session's own.</summary>
    public SessionKey? AccountCancelBy { get; init; }

    /// <summary>Whether the session is there to cancel another's account alone.</summary>
    public bool IsKillOnly { get; init; }

    /// <summary>Whether a cancel that could not be proven stops the heartbeats.</summary>
    public required bool WithholdsHeartbeat { get; init; }

    /// <summary>How far ahead nonces are reserved in the store; zero: not at all.</summary>
    public required TimeSpan NonceBlock { get; init; }

    /// <summary>How much may be sent with the key.</summary>
    public required RateLimits Rate { get; init; }

    /// <summary>Whether preflights, looks, orders and single cancels wait for budgets that the session shares with others.</summary>
    public bool IsPaced { get; init; }

    /// <summary>Whether a cancel denies the private requests that are waiting.</summary>
    public required bool DrainQueue { get; init; }

    /// <summary>Whether a store remembers the open orders.</summary>
    public bool KeepsOrders { get; init; }

    /// <summary>How long a change of the open orders may wait before it is written.</summary>
    public required TimeSpan LedgerWriteBehind { get; init; }

    /// <summary>What the exchange offers beyond what every guardian needs.</summary>
    public ExchangeCapabilities Capabilities { get; init; } = ExchangeCapabilities.None;

    /// <summary>How many answered commands are remembered, so that a repeated one gets the same answer.</summary>
    public required int RememberedAnswers { get; init; }

    /// <summary>
    /// How many orders may be named by the outcomes that are kept whole since a message does not hold all of them. The latest
    /// one is kept however many it names, which an exchange's longest answer and the orders known as ours bound.
    /// </summary>
    public int RememberedOrders { get; init; } = 100_000;
}
