namespace RiskEngine.Storage.Tests;

/// <summary>Records and entries to keep.</summary>
internal static class Some
{
    internal static readonly NodeName Node = new("desk-1");
    internal static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    internal static readonly RequestedBy.Person Ann = new("ann");

    internal static KillSwitchRecord.Engage Engagement(long epoch, string why = "spread gone") =>
        new(
            new Engagement(
                new EngagementId(new Epoch(epoch), Node),
                KillSwitchScope.Everything.Instance,
                Ann,
                new Reason(why),
                At
            )
        );

    internal static KillSwitchRecord.Reset Reset(long epoch) =>
        new([Engagement(epoch).Engagement], Ann, new Reason("mended"), At, Node);

    internal static AuditEntry Entry(int number) =>
        new AuditEntry.Stopped(At.AddMicroseconds(number), Node, $"entry {number}");

    internal static IReadOnlyList<AuditEntry> Entries(int count, int from = 1) =>
        [.. Enumerable.Range(from, count).Select(Entry)];

    internal static async Task<KillSwitchHistory> HistoryAsync(this IKillSwitchLog log) =>
        (await log.ReadAsync()).ShouldBeOfType<KillSwitchReading.Complete>().History;

    internal static async Task KeepAsync(this IKillSwitchLog log, KillSwitchRecord record) =>
        (await log.AppendAsync(record)).ShouldBeOfType<KillSwitchAppend.Kept>();

    internal static async Task<AuditHead> KeepAsync(this IAuditTrail trail, IReadOnlyList<AuditEntry> entries) =>
        (await trail.AppendAsync(entries)).ShouldBeOfType<AuditAppend.Kept>().Head;

    internal static async Task<ValueList<AuditRow>> RowsAsync(this IAuditTrail trail, long after = 0) =>
        (await trail.ReadAfterAsync(after, 100_000)).ShouldBeOfType<AuditReading.Page>().Rows;

    internal static async Task<AuditHead> KnownHeadAsync(this IAuditTrail trail) =>
        (await trail.HeadAsync()).ShouldBeOfType<AuditHeadReading.Known>().Head;
}
