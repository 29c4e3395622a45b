namespace RiskEngine.Core;

/// <summary>What may happen to a node's kill switch: one of the nested records.</summary>
public abstract record SwitchInput
{
    private SwitchInput() { }

    /// <summary>Somebody wants a stop.</summary>
    /// <param name="Command">The command.</param>
    public sealed record EngageAsked(EngageKillSwitch Command) : SwitchInput;

    /// <summary>A person wants trading permitted again.</summary>
    /// <param name="Command">The command.</param>
    public sealed record ResetAsked(ResetKillSwitch Command) : SwitchInput;

    /// <summary>A guardian says how the switch stands for its session.</summary>
    /// <param name="Gate">What it obeys.</param>
    public sealed record GateKnown(SessionGate Gate) : SwitchInput
    {
        /// <summary>The strategies that it has heard of.</summary>
        public ValueList<StrategyId> Strategies { get; init; } = [];

        /// <summary>Whose account its key acts on.</summary>
        public AccountIdentity Account { get; init; } = AccountIdentity.NotRead.Instance;
    }

    /// <summary>A guardian has learned whose account its key acts on.</summary>
    /// <param name="Account">Its session, and the account.</param>
    public sealed record AccountKnown(SessionAccount Account) : SwitchInput;

    /// <summary>A cancel ended.</summary>
    /// <param name="Outcome">How.</param>
    public sealed record CancelEnded(SessionCancelOutcome Outcome) : SwitchInput;

    /// <summary>A guardian has done what it could about a strategy's orders.</summary>
    /// <param name="Ended">What became of them.</param>
    public sealed record StrategyStopped(StrategyStopEnded Ended) : SwitchInput;

    /// <summary>A guardian came up, or came up again, and knows nothing of the switch.</summary>
    /// <param name="Session">Its session.</param>
    public sealed record GuardianUp(SessionKey Session) : SwitchInput;

    /// <summary>A session's guardian is not on this node.</summary>
    /// <param name="Session">The session.</param>
    public sealed record Elsewhere(SessionKey Session) : SwitchInput;

    /// <summary>Who lives and who runs what was heard again.</summary>
    /// <param name="View">What was heard.</param>
    public sealed record ViewChanged(ClusterView View) : SwitchInput;

    /// <summary>Another node tells what was done there.</summary>
    /// <param name="Call">Numbers what it tells; above every earlier one.</param>
    /// <param name="Message">What it tells.</param>
    public sealed record PeerTold(long Call, PeerMessage.OfSwitch Message) : SwitchInput;

    /// <summary>Another node that was told how many people a reset needs here has answered, or will not.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="Answer">What came of it.</param>
    public sealed record PeerGreeted(NodeName Node, PeerAnswer Answer) : SwitchInput;

    /// <summary>Another node that was told of an engagement has answered, or will not.</summary>
    /// <param name="Engagement">The engagement.</param>
    /// <param name="Node">The node.</param>
    /// <param name="Answer">What came of it.</param>
    public sealed record PeerEnded(EngagementId Engagement, NodeName Node, PeerAnswer Answer) : SwitchInput;

    /// <summary>The store is done with a record.</summary>
    /// <param name="Record">The record.</param>
    /// <param name="Result">What became of it.</param>
    public sealed record Stored(KillSwitchRecord Record, KillSwitchAppend Result) : SwitchInput;

    /// <summary>The log was read.</summary>
    /// <param name="Reading">What it says.</param>
    /// <param name="Taken">
    /// The session that this node has taken over, and for which it was read; null: for none. Whoever had it may have died
    /// before its cancel had left.
    /// </param>
    public sealed record LogRead(KillSwitchReading Reading, SessionKey? Taken = null) : SwitchInput
    {
        /// <summary>When the reading was asked for, on the running clock; null: nobody knows.</summary>
        public TimeSpan? AskedAt { get; init; }
    }

    /// <summary>Somebody else wrote to the log, or may have: another node, another process.</summary>
    public sealed record LogChanged : SwitchInput;

    /// <summary>The store that the nodes share has not answered for longer than it may: another node may have engaged.</summary>
    /// <param name="Cancels">Whether every session's orders are pulled as well.</param>
    public sealed record CoordinationLost(bool Cancels) : SwitchInput;

    /// <summary>The store answers again, and every node that lives has had the time to say what it engaged: its log decides.</summary>
    public sealed record CoordinationBack : SwitchInput;

    /// <summary>The time came that the last decision asked to be woken at.</summary>
    public sealed record Woke : SwitchInput;

    /// <summary>The engine stops: everyone is to be answered now.</summary>
    public sealed record Stopping : SwitchInput;
}
