using RiskEngine.Host.Logging;

namespace RiskEngine.Host.Api;

/// <summary>How everything stands, sent again and again: whoever missed one has the next.</summary>
/// <param name="At">When.</param>
/// <param name="Sessions">Every session.</param>
/// <param name="KillSwitch">The kill switch; null: it does not answer.</param>
/// <param name="Audit">The audit trail.</param>
/// <param name="Log">The places where the log of this node goes.</param>
internal sealed record Snapshot(
    DateTimeOffset At,
    IReadOnlyList<SessionView> Sessions,
    KillSwitchView? KillSwitch,
    AuditHealth Audit,
    IReadOnlyList<LogHealth> Log
);

/// <summary>Whether the audit trail is being written.</summary>
/// <param name="Kept">Rows that are kept, of this run.</param>
/// <param name="Waiting">Rows that wait for the store.</param>
/// <param name="Lost">Rows that are lost, of this run; the trail itself says so.</param>
/// <param name="Fault">Why the store does not take them; null: it does.</param>
internal sealed record AuditHealth(long Kept, long Waiting, long Lost, string? Fault);

/// <summary>Whether a place where the log goes takes every line.</summary>
/// <param name="Output">The place: <c>console</c> or <c>file</c>.</param>
/// <param name="Dropped">Lines that it did not take, of this run.</param>
/// <param name="IsFull">Whether it takes none at the moment.</param>
internal sealed record LogHealth(string Output, long Dropped, bool IsFull)
{
    internal static IReadOnlyList<LogHealth> Of(IReadOnlyList<LogOutput> outputs) =>
        [.. outputs.Select(output => new LogHealth(output.Name, output.Dropped, output.IsFull))];
}
