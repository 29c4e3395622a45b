namespace RiskEngine.Storage.Tests;

/// <summary>A backup put back over the store: what was engaged since is not in it, and must not count as never engaged.</summary>
public sealed class OlderCopySpec : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Backup => _folder.PathOf("backup");

    private string Note => $"{_folder.Store}-latch";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Log_must_be_unreadable_and_take_nothing_when_an_older_copy_is_put_back()
    {
        await EngageBackUpAndEngageAgainAsync();
        File.Copy(Backup, _folder.Store, overwrite: true);

        await using var store = Open();
        var reading = await store.KillSwitchLog.ReadAsync();
        reading.As<KillSwitchReading.Failed>().Failure.Fault.ShouldBe(StoreFault.Corrupt);
        reading.As<KillSwitchReading.Failed>().Failure.Detail.ShouldContain("risk-engine.db-latch");
        reading.State(ResetApprovals.OnePerson).ShouldBeOfType<KillSwitchState.Unreadable>();
        (await store.KillSwitchLog.AppendAsync(Some.Engagement(3))).As<KillSwitchAppend.Failed>();
    }

    [Fact]
    public async Task Log_must_be_unreadable_when_an_older_copy_has_gone_on_elsewhere()
    {
        await EngageBackUpAndEngageAgainAsync();
        await using (var elsewhere = new SqliteStore(new SqliteStoreOptions(Backup)))
            await elsewhere.KillSwitchLog.KeepAsync(Some.Engagement(2, "another one"));
        File.Copy(Backup, _folder.Store, overwrite: true);

        await using var store = Open();
        (await store.KillSwitchLog.ReadAsync()).As<KillSwitchReading.Failed>();
    }

    [Fact]
    public async Task Older_copy_must_count_once_a_person_has_deleted_the_note()
    {
        await EngageBackUpAndEngageAgainAsync();
        File.Copy(Backup, _folder.Store, overwrite: true);
        File.Delete(Note);

        await using var store = Open();
        (await store.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));
        await store.KillSwitchLog.KeepAsync(Some.Engagement(3));
        (await store.KillSwitchLog.HistoryAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing that says how far")]
    public async Task Log_must_be_read_when_the_note_says_nothing(string text)
    {
        await EngageBackUpAndEngageAgainAsync();
        await File.WriteAllTextAsync(Note, text);

        await using var store = Open();
        (await store.KillSwitchLog.HistoryAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Engagement_must_be_stored_when_the_note_cannot_be_written()
    {
        Directory.CreateDirectory(Note);

        await using var store = Open();
        await store.KillSwitchLog.KeepAsync(Some.Engagement(1));
        (await store.KillSwitchLog.HistoryAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Older_nonce_marks_must_be_read_as_they_are()
    {
        await EngageBackUpAndEngageAgainAsync();
        File.Copy(Backup, _folder.Store, overwrite: true);

        // Nonces start from the mark or the clock, whichever is higher, and climb where the exchange has seen more.
        await using var store = Open();
        (await store.NonceMarks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(7));
    }

    private async Task EngageBackUpAndEngageAgainAsync()
    {
        await using (var store = Open())
        {
            await store.KillSwitchLog.KeepAsync(Some.Engagement(1));
            await store.NonceMarks.KeepAsync(Some.Maker, 7);
        }

        File.Copy(_folder.Store, Backup);
        await using var again = Open();
        await again.KillSwitchLog.KeepAsync(Some.Engagement(2));
        await again.NonceMarks.KeepAsync(Some.Maker, 9);
    }

    private SqliteStore Open() => new(new SqliteStoreOptions(_folder.Store));
}
