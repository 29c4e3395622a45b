using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>All that a node's kill switch knows: immutable, and changed by <see cref="SwitchConductor.Decide"/> alone.</summary>
public sealed record SwitchState
{
    private SwitchState(NodeName node, EngineRunId run, SwitchLimits limits, ValueList<SessionKey> sessions) =>
        (Node, Run, Limits, Sessions, Approvals) = (node, run, limits, sessions, limits.Approvals);

    /// <summary>This node.</summary>
    public NodeName Node { get; }

    /// <summary>This run of the engine: part of what its engagements are named.</summary>
    public EngineRunId Run { get; }

    /// <summary>What the rules obey.</summary>
    public SwitchLimits Limits { get; }

    /// <summary>The sessions of this engine.</summary>
    public ValueList<SessionKey> Sessions { get; }

    /// <summary>How it stands.</summary>
    public KillSwitchState Switch { get; private init; } = OrderGate.Unknown;

    /// <summary>Everything that is known to have been done; also what no store has yet.</summary>
    internal KillSwitchHistory History { get; private init; } = KillSwitchHistory.Empty;

    /// <summary>Why the log could not be read so far; null: it was.</summary>
    internal KillSwitchUnreadableReason? Unreadable { get; private init; } = KillSwitchUnreadableReason.NotReadYet;

    /// <summary>The strategies that each guardian here has heard of.</summary>
    internal ImmutableDictionary<SessionKey, ValueList<StrategyId>> Strategies { get; init; } =
        ImmutableDictionary<SessionKey, ValueList<StrategyId>>.Empty;

    /// <summary>How many people a reset needs: what is set here, or on the strictest node that was heard since the engine started.</summary>
    internal ResetApprovals Approvals { get; init; }

    /// <summary>How many people a reset needs on other nodes, as they have said.</summary>
    internal ImmutableDictionary<NodeName, ResetApprovals> HeardApprovals { get; init; } =
        ImmutableDictionary<NodeName, ResetApprovals>.Empty;

    /// <summary>The other nodes that were told how many people a reset needs here, and whether each has answered.</summary>
    internal ImmutableDictionary<NodeName, bool> Greeted { get; init; } = ImmutableDictionary<NodeName, bool>.Empty;

    /// <summary>Whose account each session trades on, as far as its guardian or its node has told.</summary>
    internal ImmutableDictionary<SessionKey, AccountIdentity.Known> Accounts { get; init; } =
        ImmutableDictionary<SessionKey, AccountIdentity.Known>.Empty;

    /// <summary>Whether the log was read since the engine started.</summary>
    internal bool WasRead { get; init; }

    /// <summary>Whether others may have engaged unheard: then nothing opens, whatever the log says.</summary>
    internal bool IsCutOff { get; init; }

    /// <summary>How many engagements this run of the engine has made.</summary>
    internal long Engagements { get; init; }

    internal StopRuns Runs { get; init; } = StopRuns.None;

    /// <summary>Runs for other nodes that were reported in part: the rest of the report is asked for next.</summary>
    internal ValueList<PeerRun> Reported { get; init; } = [];

    /// <summary>Who lives and who runs what; null: nothing was heard, or the node is alone.</summary>
    internal ClusterView? View { get; init; }

    /// <summary>The sessions of this engine, and those of the others.</summary>
    internal IEnumerable<SessionKey> AllSessions => View is null ? Sessions : Sessions.Union(View.Sessions);

    /// <summary>Resets of which it is not certain yet whether the store has them.</summary>
    internal ImmutableDictionary<CommandId, PendingReset> Resets { get; init; } =
        ImmutableDictionary<CommandId, PendingReset>.Empty;

    /// <summary>Engagements that no store is known to have.</summary>
    internal ImmutableHashSet<KillSwitchRecord> Unstored { get; init; } = [];

    /// <summary>Whether the person on duty was told that the store fails.</summary>
    internal bool IsStoreInTrouble { get; init; }

    internal TimeSpan? StoreAgainAt { get; init; }

    internal TimeSpan? ReadAgainAt { get; init; }

    internal Answered<EngageAnswer> AnsweredEngages { get; init; } = Answered<EngageAnswer>.None;

    internal Answered<object> AnsweredResets { get; init; } = Answered<object>.None;

    /// <summary>A switch whose log was not read yet.</summary>
    /// <param name="node">This node.</param>
    /// <param name="run">This run of the engine; never the one of an earlier start.</param>
    /// <param name="limits">What the rules obey.</param>
    /// <param name="sessions">The sessions of this engine.</param>
    public static SwitchState Initial(
        NodeName node,
        EngineRunId run,
        SwitchLimits limits,
        ValueList<SessionKey> sessions
    )
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(sessions);
        return new SwitchState(node, run, limits, sessions);
    }

    /// <summary>How it stands, for those who ask.</summary>
    /// <param name="now">The wall clock.</param>
    public KillSwitchStatus Status(DateTimeOffset now) =>
        new(Node, Switch, History.Waiting(Approvals, now))
        {
            ApprovalsNeeded = (int)Approvals,
            ApprovalsDifferOn = HeardApprovals
                .Where(x => x.Value != Limits.Approvals)
                .Select(x => x.Key)
                .OrderBy(x => x.Value, StringComparer.Ordinal)
                .ToValueList(),
        };

    /// <summary>Whether something more will be told to whoever sent the command.</summary>
    public bool IsPending(CommandId command) =>
        Runs.Of(command) is not null || Resets.GetValueOrDefault(command) is { Said: null };

    /// <summary>The switch after a defect of its own: engaged until the log has been read again, with all that it knew.</summary>
    public SwitchState AfterRestart() => Know(History, KillSwitchUnreadableReason.NotReadYet);

    internal SwitchState Know(KillSwitchHistory history, KillSwitchUnreadableReason? unreadable) =>
        this with
        {
            History = history,
            Unreadable = unreadable,
            Switch = unreadable is { } why ? new KillSwitchState.Unreadable(why) : history.State(Approvals),
        };

    internal SwitchState Know(KillSwitchHistory history) => Know(history, Unreadable);

    /// <summary>What an engagement was answered with, for the same command when it comes again.</summary>
    internal sealed record EngageAnswer(KillSwitchEngaged Engaged, object Report);

    /// <summary>A reset that the store has not certainly kept, and not certainly refused.</summary>
    /// <param name="Command">What was asked.</param>
    /// <param name="Record">What is to be stored.</param>
    /// <param name="DeadlineAt">When it is answered at the latest, on the running clock.</param>
    internal sealed record PendingReset(ResetKillSwitch Command, KillSwitchRecord.Reset Record, TimeSpan DeadlineAt)
    {
        /// <summary>
        /// From when on a reading that lacks the record proves that it is not kept; null: the store has not answered. What was
        /// asked of a store whose connection broke may still be under way there.
        /// </summary>
        internal TimeSpan? SettledAt { get; init; }

        /// <summary>What was said instead of a certain answer; null: nothing yet.</summary>
        internal KillSwitchResetInDoubt? Said { get; init; }
    }
}
