namespace RiskEngine.Core;

/// <summary>What may happen to a guardian: one of the nested records.</summary>
public abstract record GuardianInput
{
    private GuardianInput() { }

    /// <summary>The sender is up.</summary>
    public sealed record Started : GuardianInput;

    /// <summary>Somebody wants the session's orders canceled.</summary>
    /// <param name="Command">The command.</param>
    public sealed record CancelRequested(CancelSession Command) : GuardianInput
    {
        /// <summary>Whether the node's own kill switch wants it, whoever has engaged that.</summary>
        public bool IsOfSwitch { get; init; }
    }

    /// <summary>A strategy wants a private request sent.</summary>
    /// <param name="Command">The command.</param>
    public sealed record PrivateRequested(SubmitPrivateRequest Command) : GuardianInput;

    /// <summary>The node's kill switch says how it stands: all of it, in place of what it said before.</summary>
    /// <param name="Switch">How it stands, for all sessions.</param>
    public sealed record GateSet(KillSwitchState Switch) : GuardianInput;

    /// <summary>The node's kill switch wants one strategy's known orders canceled.</summary>
    /// <param name="Command">The command.</param>
    public sealed record StrategyStopWanted(StopStrategy Command) : GuardianInput;

    /// <summary>Another session, here or on another node, cancels its account, or is through with it.</summary>
    /// <param name="News">What it said.</param>
    public sealed record AccountCancelHeard(AccountCancelNews News) : GuardianInput;

    /// <summary>Which nodes have not said yet that they know of the account-wide cancel that this session has told of.</summary>
    /// <param name="Nodes">The nodes; in place of what was said before.</param>
    public sealed record AccountCancelUnheard(ValueList<NodeName> Nodes) : GuardianInput;

    /// <summary>A system that sends its own orders wants a nonce.</summary>
    /// <param name="Command">The command.</param>
    public sealed record NonceRequested(LeaseNonce Command) : GuardianInput;

    /// <summary>A request was answered, or given up.</summary>
    /// <param name="Attempt">The request.</param>
    /// <param name="Answer">What came of it.</param>
    public sealed record AttemptResolved(AttemptId Attempt, ExchangeAnswer Answer) : GuardianInput;

    /// <summary>A strategy wants to be watched.</summary>
    /// <param name="Command">The command.</param>
    public sealed record StrategyRegistered(RegisterStrategy Command) : GuardianInput;

    /// <summary>A strategy wants to be watched no more.</summary>
    /// <param name="Strategy">The strategy.</param>
    public sealed record StrategyUnregistered(StrategyId Strategy) : GuardianInput;

    /// <summary>A strategy said that it is alive.</summary>
    /// <param name="Strategy">The strategy.</param>
    public sealed record StrategySeen(StrategyId Strategy) : GuardianInput;

    /// <summary>A watched strategy ended.</summary>
    /// <param name="Strategy">The strategy.</param>
    public sealed record StrategyDied(StrategyId Strategy) : GuardianInput;

    /// <summary>The shared budgets promised the slots that were asked for.</summary>
    /// <param name="Kind">What they are for.</param>
    /// <param name="Slots">When they are.</param>
    /// <param name="By">The budget that they wait for.</param>
    public sealed record SlotsPromised(HeldRequestKind Kind, RequestSlots Slots, SharedBudgetScope By) : GuardianInput;

    /// <summary>The store has the mark: it would survive a crash.</summary>
    /// <param name="UpTo">The mark.</param>
    public sealed record NoncesReserved(Nonce UpTo) : GuardianInput;

    /// <summary>The store could not take the mark, or nobody knows whether it did.</summary>
    /// <param name="Why">What the store said.</param>
    public sealed record NonceReservationFailed(StoreFailure Why) : GuardianInput;

    /// <summary>The store has the change of the open orders that was asked.</summary>
    public sealed record OrdersKept : GuardianInput;

    /// <summary>The store could not take it, or nobody knows whether it did.</summary>
    /// <param name="Why">What the store said.</param>
    public sealed record OrdersNotKept(StoreFailure Why) : GuardianInput;

    /// <summary>Another session wants the account canceled with this one's key.</summary>
    /// <param name="For">That session.</param>
    /// <param name="Command">Its cancel that could not be proven.</param>
    public sealed record AccountCancelWanted(SessionKey For, CommandId Command) : GuardianInput;

    /// <summary>What became of the account-wide cancel that another session's key was asked for.</summary>
    /// <param name="Command">The cancel that could not be proven.</param>
    /// <param name="IsAccepted">Whether the exchange accepted it.</param>
    public sealed record AccountCancelReported(CommandId Command, bool IsAccepted) : GuardianInput;

    /// <summary>The system shuts down: no order may slip in between a last cancel and the end.</summary>
    public sealed record Closing : GuardianInput;

    /// <summary>The time came that the last decision asked to be woken at.</summary>
    public sealed record Woke : GuardianInput;

    /// <summary>The sender failed more often than it may and is gone: everyone is to be answered now.</summary>
    public sealed record SenderLost : GuardianInput;

    /// <summary>The guardian stops or restarts: everyone is to be answered now.</summary>
    /// <param name="ComesBack">Whether its next incarnation comes up at once: then what could not be proven goes up the ladder.</param>
    public sealed record Stopping(bool ComesBack) : GuardianInput;
}
