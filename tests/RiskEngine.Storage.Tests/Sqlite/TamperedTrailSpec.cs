using System.Globalization;

namespace RiskEngine.Storage.Tests;

/// <summary>Somebody with the store's file and an SQL prompt changes the trail; the check names the first bad row.</summary>
public sealed class TamperedTrailSpec : IAsyncLifetime, IDisposable
{
    private const int Rows = 8;

    private readonly TemporaryFolder _folder = new();
    private AuditHead _noted = AuditHead.Empty;

    public async Task InitializeAsync()
    {
        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store));
        _noted = await store.AuditTrail.KeepAsync(Some.Entries(Rows));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trail_must_be_intact_when_nobody_touched_it() =>
        (await CheckAsync()).ShouldBe(new AuditVerdict.Intact(_noted));

    [Theory]
    [InlineData(
        "UPDATE audit_row SET row = CAST(replace(CAST(row AS TEXT), 'entry', 'lie') AS BLOB) WHERE number = 3",
        3,
        AuditBreak.HashDiffers
    )]
    [InlineData("UPDATE audit_row SET hash = zeroblob(32) WHERE number = 3", 3, AuditBreak.HashDiffers)]
    [InlineData("UPDATE audit_row SET hash = x'00' WHERE number = 3", 3, AuditBreak.Unreadable)]
    [InlineData("DELETE FROM audit_row WHERE number = 3", 3, AuditBreak.Missing)]
    [InlineData("DELETE FROM audit_row WHERE number = 1", 1, AuditBreak.Missing)]
    [InlineData("DELETE FROM audit_row WHERE number > 5", 6, AuditBreak.TailCut)]
    [InlineData("DELETE FROM audit_row", 1, AuditBreak.TailCut)]
    [InlineData("UPDATE audit_row SET number = -number WHERE number = 3", 3, AuditBreak.Missing)]
    [InlineData(
        "UPDATE audit_row SET number = number + 1 WHERE number > 2; INSERT INTO audit_row SELECT 3, row, hash FROM audit_row WHERE number = 2",
        3,
        AuditBreak.HashDiffers
    )]
    [InlineData(
        "UPDATE audit_row SET number = 100 WHERE number = 3; UPDATE audit_row SET number = 3 WHERE number = 4; UPDATE audit_row SET number = 4 WHERE number = 100",
        3,
        AuditBreak.HashDiffers
    )]
    [InlineData("UPDATE head SET count = 7", 7, AuditBreak.WrittenAnew)]
    [InlineData(
        "UPDATE head SET count = 7, hash = (SELECT hash FROM audit_row WHERE number = 7)",
        8,
        AuditBreak.NotNoted
    )]
    [InlineData("UPDATE head SET count = 9", 9, AuditBreak.TailCut)]
    [InlineData("UPDATE head SET hash = zeroblob(32)", 8, AuditBreak.WrittenAnew)]
    [InlineData("DELETE FROM head", 9, AuditBreak.Unreadable)]
    public async Task Tampering_must_be_found_at_its_first_row(string sql, long row, AuditBreak why)
    {
        RawSqlite.Run(_folder.Store, sql.Replace("UPDATE audit_row SET number = number + 1 WHERE number > 2", Shift()));

        (await CheckAsync()).ShouldBe(new AuditVerdict.Broken(row, why));
    }

    [Fact]
    public async Task Cut_tail_with_a_fitting_head_must_be_found_by_the_head_that_was_noted()
    {
        RawSqlite.Run(
            _folder.Store,
            """
            DELETE FROM audit_row WHERE number > 5;
            UPDATE head SET count = 5, hash = (SELECT hash FROM audit_row WHERE number = 5) WHERE chain = 'audit_row'
            """
        );

        (await CheckAsync()).ShouldBeOfType<AuditVerdict.Intact>();
        (await CheckAsync(_noted)).ShouldBe(new AuditVerdict.Broken(6, AuditBreak.TailCut));
    }

    [Fact]
    public async Task Trail_written_anew_must_be_found_by_the_head_that_was_noted()
    {
        File.Delete(_folder.Store);
        await using (var store = new SqliteStore(new SqliteStoreOptions(_folder.Store)))
            await store.AuditTrail.KeepAsync(Some.Entries(Rows + 2, from: 2));

        (await CheckAsync(_noted)).ShouldBe(new AuditVerdict.Broken(Rows, AuditBreak.WrittenAnew));
    }

    private async Task<AuditVerdict> CheckAsync(params IReadOnlyList<AuditHead> known)
    {
        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store) { ReadOnly = true });
        return (await store.AuditTrail.CheckAsync(known)).ShouldBeOfType<AuditCheck.Done>().Verdict;
    }

    /// <summary>From the last row down, since no two rows may have a number at the same time.</summary>
    private static string Shift() =>
        string.Join(
            "; ",
            Enumerable
                .Range(3, Rows - 2)
                .Reverse()
                .Select(x =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"UPDATE audit_row SET number = {x + 1} WHERE number = {x}"
                    )
                )
        );
}
