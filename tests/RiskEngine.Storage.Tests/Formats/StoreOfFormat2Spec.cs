using System.Globalization;
using System.Text;

namespace RiskEngine.Storage.Tests.Formats;

/// <summary>
/// A store that an engine of format 2 wrote, opened by this one. The file is never written anew: what it must read as
/// stands beside it, a line for each mark, record, engagement that holds and row.
/// </summary>
public sealed class StoreOfFormat2Spec : IDisposable
{
    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    private static readonly ILookup<string, string> Expected = File.ReadAllLines(
            Path.Combine(Fixtures, "store-format-2.txt")
        )
        .Select(line => line.Split('\t', 2))
        .ToLookup(parts => parts[0], parts => parts[1]);

    private readonly TemporaryFolder _folder = new();

    public StoreOfFormat2Spec() => File.Copy(Path.Combine(Fixtures, "store-format-2.sqlite"), _folder.Store);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Marks_must_be_read()
    {
        await using var store = Open();

        foreach (var (session, mark) in Expected["mark"].Select(line => line.Split('\t')).Select(x => (x[0], x[1])))
            (await store.NonceMarks.MarkAsync(Session(session)))?.Value.ShouldBe(
                long.Parse(mark, CultureInfo.InvariantCulture),
                session
            );
    }

    [Fact]
    public async Task Records_must_be_read_and_hold_what_they_held()
    {
        await using var store = Open();

        var history = await store.KillSwitchLog.HistoryAsync();

        history.ShouldBe(
            KillSwitchHistory.Of(
                Expected["record"].Select(line => KillSwitchRecordJson.Read(Encoding.UTF8.GetBytes(line))!)
            )
        );
        history.Count.ShouldBe(Expected["record"].Count());
        history
            .State(ResetApprovals.OnePerson)
            .As<KillSwitchState.Engaged>()
            .Engagements.Select(x => $"{x}")
            .ShouldBe(Expected["holds"]);
    }

    [Fact]
    public async Task Rows_must_be_as_they_were_and_the_trail_intact()
    {
        await using var store = Open();

        (await store.AuditTrail.RowsAsync()).Select(x => x.Json).ShouldBe(Expected["row"]);
        (await store.AuditTrail.CheckAsync([])).ShouldBe(
            new AuditCheck.Done(new AuditVerdict.Intact(await store.AuditTrail.KnownHeadAsync()))
        );
        $"{await store.AuditTrail.KnownHeadAsync()}".ShouldBe(Expected["head"].Single());
    }

    [Fact]
    public async Task Store_must_be_added_to_and_read_again()
    {
        await using (var store = Open())
        {
            await store.KillSwitchLog.KeepAsync(Some.Engagement(6));
            await store.AuditTrail.KeepAsync(Some.Entries(3));
            await store.NonceMarks.KeepAsync(Some.Maker, 1_764_490_530_124);
        }

        await using var again = Open();
        (await again.NonceMarks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(1_764_490_530_124));
        (await again.KillSwitchLog.HistoryAsync()).Count.ShouldBe(Expected["record"].Count() + 1);
        (await again.AuditTrail.CheckAsync([]))
            .As<AuditCheck.Done>()
            .Verdict.As<AuditVerdict.Intact>()
            .Head.Count.ShouldBe(Expected["row"].Count() + 3);
    }

    private SqliteStore Open() => new(new SqliteStoreOptions(_folder.Store));

    private static SessionKey Session(string text) =>
        KillSwitchScope.TryParse($"session/{text}", out var scope)
            ? ((KillSwitchScope.Session)scope).Key
            : throw new FormatException(text);
}
