namespace RiskEngine;

/// <summary>What the engine gets from outside besides its settings.</summary>
public sealed record RiskEnginePorts
{
    /// <summary>The machine's clocks, a memory that lives as long as the process, and no audit trail.</summary>
    public static RiskEnginePorts Default => new();

    /// <summary>Both clocks. A test supplies its own and sets the scheduler to match.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where it is remembered how high nonces have gone.</summary>
    public INonceMarks NonceMarks { get; init; } = new InProcessNonceMarks();

    /// <summary>
    /// Where it is remembered which orders are open; null: alone as long as the process lives, and nothing in a cluster.
    /// The nodes of a cluster share it: what one remembered for itself would not tell of orders that others left.
    /// </summary>
    public IOrderLedgers? OrderLedgers { get; init; }

    /// <summary>Where it is remembered what was done to the kill switch.</summary>
    public IKillSwitchLog KillSwitchLog { get; init; } = new InProcessKillSwitchLog();

    /// <summary>
    /// Tells at once that the log is to be read: its store may not be the one any more that was read. Null: that is found out with the
    /// next record.
    /// </summary>
    public IKillSwitchChanges? KillSwitchChanges { get; init; }

    /// <summary>What it shares with other nodes; null: it is alone.</summary>
    public ClusterPorts? Cluster { get; init; }

    /// <summary>Takes what the audit trail is to keep.</summary>
    public IAuditRecorder Audit { get; init; } = NoAuditRecorder.Instance;

    /// <summary>Brings alerts to people; null: they are events and lines of the log, and go no further.</summary>
    public IAlertSender? Alerts { get; init; }

    /// <summary>Names this run of the engine; null: drawn at the start. Never the one of an earlier start.</summary>
    public EngineRunId? Run { get; init; }

    /// <summary>Spreads the retries of different engines; null: taken from the clock.</summary>
    public ulong? JitterSeed { get; init; }
}
