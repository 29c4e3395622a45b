using System.Text;

namespace RiskEngine.Storage.Tests.Formats;

/// <summary>
/// A store that an engine of format 2 wrote, opened by this one. The file is never written anew: what it must read as
/// stands beside it, a line for each mark, record, engagement that holds and row.
/// </summary>
public sealed class StoreOfFormat2Spec : IDisposable
{
    private static readonly KeptOrder Order = new(new OrderId(1), new StrategyId("quoter"));

    private readonly TemporaryFolder _folder = new();

    public StoreOfFormat2Spec() => Format2.CopyTo(_folder.Store);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Marks_must_be_read()
    {
        await using var store = Open();

        foreach (var (session, mark) in Format2.Marks)
            $"{await store.NonceMarks.MarkAsync(Session(session))}".ShouldBe(mark, session);
    }

    [Fact]
    public async Task Records_must_be_read_and_hold_what_they_held()
    {
        await using var store = Open();

        var history = await store.KillSwitchLog.HistoryAsync();

        history.ShouldBe(
            KillSwitchHistory.Of(
                Format2.Records.Select(line => KillSwitchRecordJson.Read(Encoding.UTF8.GetBytes(line))!)
            )
        );
        history.Count.ShouldBe(Format2.Records.Count);
        history
            .State(ResetApprovals.OnePerson)
            .As<KillSwitchState.Engaged>()
            .Engagements.Select(x => $"{x}")
            .ShouldBe(Format2.Holds);
    }

    [Fact]
    public async Task Rows_must_be_as_they_were_and_the_trail_intact()
    {
        await using var store = Open();

        (await store.AuditTrail.RowsAsync()).Select(x => x.Json).ShouldBe(Format2.Rows);
        (await store.AuditTrail.CheckAsync([])).ShouldBe(
            new AuditCheck.Done(new AuditVerdict.Intact(await store.AuditTrail.KnownHeadAsync()))
        );
        $"{await store.AuditTrail.KnownHeadAsync()}".ShouldBe(Format2.Head);
    }

    [Fact]
    public async Task Store_must_be_added_to_and_read_again()
    {
        await using (var store = Open())
        {
            await store.KillSwitchLog.KeepAsync(Some.Engagement(6));
            await store.AuditTrail.KeepAsync(Some.Entries(3));
            await store.NonceMarks.KeepAsync(Some.Maker, 1_764_490_530_124);
            (await store.OrderLedgers.OrdersAsync(Some.Maker)).ShouldBe(new([], OrderLedgerStanding.InUse));
            await store.OrderLedgers.KeepAsync(Some.Maker, [Order], []);
        }

        await using var again = Open();
        (await again.NonceMarks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(1_764_490_530_124));
        (await again.OrderLedgers.OrdersAsync(Some.Maker)).Orders.ShouldBe([Order]);
        (await again.KillSwitchLog.HistoryAsync()).Count.ShouldBe(Format2.Records.Count + 1);
        (await again.AuditTrail.CheckAsync([]))
            .As<AuditCheck.Done>()
            .Verdict.As<AuditVerdict.Intact>()
            .Head.Count.ShouldBe(Format2.Rows.Count + 3);
    }

    [Fact]
    public async Task Older_file_must_be_checked_and_not_changed_when_it_is_read_only()
    {
        var before = await File.ReadAllBytesAsync(_folder.Store);
        await using (var store = new SqliteStore(new SqliteStoreOptions(_folder.Store) { ReadOnly = true }))
        {
            (await store.AuditTrail.CheckAsync([])).As<AuditCheck.Done>().Verdict.As<AuditVerdict.Intact>();
            (await store.KillSwitchLog.HistoryAsync()).Count.ShouldBe(Format2.Records.Count);
        }

        (await File.ReadAllBytesAsync(_folder.Store)).ShouldBe(before);
    }

    private SqliteStore Open() => new(new SqliteStoreOptions(_folder.Store));

    private static SessionKey Session(string text) =>
        KillSwitchScope.TryParse($"session/{text}", out var scope)
            ? ((KillSwitchScope.Session)scope).Key
            : throw new FormatException(text);
}
