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

    [Fact]
    public async Task Orders_of_an_older_copy_must_be_known_and_not_called_all_of_them()
    {
        await StopWithAsync(One);
        File.Copy(_folder.Store, Backup);
        await StopWithAsync(Two);
        (await ReadOrdersAsync()).ShouldBe(new([One, Two], OrderLedgerStanding.StoppedWhole));

        File.Copy(Backup, _folder.Store, overwrite: true);

        (await ReadOrdersAsync()).ShouldBe(new([One], OrderLedgerStanding.InUse));
    }

    [Fact]
    public async Task Orders_of_an_older_copy_must_not_be_called_all_of_them_when_the_engine_has_crashed_since()
    {
        await StopWithAsync(One);
        File.Copy(_folder.Store, Backup);
        await using (var store = Open())
            await store.OrderLedgers.KeepAsync(Some.Maker, [Two], []);
        File.Copy(Backup, _folder.Store, overwrite: true);

        (await ReadOrdersAsync()).ShouldBe(new([One], OrderLedgerStanding.InUse));
    }

    [Fact]
    public async Task Copy_must_count_when_it_says_what_was_said_last()
    {
        await StopWithAsync(One);
        File.Copy(_folder.Store, Backup);
        await using (var store = Open())
        {
            await store.OrderLedgers.KeepAsync(Some.Maker, [Two], []);
            await store.OrderLedgers.KeepAsync(Some.Maker, [], [Two.Id], OrderLedgerStanding.StoppedWhole);
        }

        File.Copy(Backup, _folder.Store, overwrite: true);

        (await ReadOrdersAsync()).ShouldBe(new([One], OrderLedgerStanding.StoppedWhole));
    }

    [Fact]
    public async Task Copy_must_not_count_again_when_an_older_one_was_used_between()
    {
        await StopWithAsync(One);
        File.Copy(_folder.Store, Backup);
        var inUse = _folder.PathOf("in-use");
        await using (var store = Open())
            await store.OrderLedgers.KeepAsync(Some.Maker, [], [One.Id]);
        File.Copy(_folder.Store, inUse);
        await StopWithAsync(Two);
        File.Copy(inUse, _folder.Store, overwrite: true);
        await using (var store = Open())
            await store.OrderLedgers.KeepAsync(Some.Maker, [Two], []);

        File.Copy(Backup, _folder.Store, overwrite: true);

        (await ReadOrdersAsync()).Standing.ShouldBe(OrderLedgerStanding.InUse);
    }

    [Fact]
    public async Task Note_of_one_session_must_say_nothing_of_another()
    {
        await StopWithAsync(One);
        await using var store = Open();
        await store.OrderLedgers.KeepAsync(Some.Taker, [Two], []);

        (await store.OrderLedgers.OrdersAsync(Some.Maker)).Standing.ShouldBe(OrderLedgerStanding.StoppedWhole);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nothing that says anything\t\n\t\t\t\n")]
    public async Task Orders_must_be_read_as_they_are_when_the_note_says_nothing(string? text)
    {
        await StopWithAsync(One);
        if (text is null)
            File.Delete(OrdersNote);
        else
            await File.WriteAllTextAsync(OrdersNote, text);

        (await ReadOrdersAsync()).ShouldBe(new([One], OrderLedgerStanding.StoppedWhole));
    }

    [Fact]
    public async Task Line_that_a_crash_cut_off_must_not_take_the_next_one_with_it()
    {
        await StopWithAsync(One);
        File.Copy(_folder.Store, Backup);
        await File.AppendAllTextAsync(OrdersNote, "gemini/mak");
        await using (var store = Open())
            await store.OrderLedgers.KeepAsync(Some.Maker, [Two], []);

        File.Copy(Backup, _folder.Store, overwrite: true);

        (await ReadOrdersAsync()).Standing.ShouldBe(OrderLedgerStanding.InUse);
    }

    [Fact]
    public async Task Orders_must_be_kept_when_their_note_cannot_be_written()
    {
        Directory.CreateDirectory(OrdersNote);
        await StopWithAsync(One);

        (await ReadOrdersAsync()).Orders.ShouldBe([One]);
    }

    private static KeptOrder One => new(new OrderId(1), null);

    private static KeptOrder Two => new(new OrderId(2), null);

    private string OrdersNote => $"{_folder.Store}-orders";

    /// <summary>An engine starts, opens an order, and stops in order.</summary>
    private async Task StopWithAsync(KeptOrder order)
    {
        await using var store = Open();
        await store.OrderLedgers.KeepAsync(Some.Maker, [], []);
        await store.OrderLedgers.KeepAsync(Some.Maker, [order], [], OrderLedgerStanding.StoppedWhole);
    }

    private async Task<OrderLedgerReading.Known> ReadOrdersAsync()
    {
        await using var store = Open();
        return await store.OrderLedgers.OrdersAsync(Some.Maker);
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
