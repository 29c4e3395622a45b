namespace RiskEngine.Storage.Tests;

public sealed class SqliteStoreSpec : IDisposable
{
    private static readonly KeptOrder Order = new(new OrderId(1), new StrategyId("quoter"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Store_must_remember_when_it_is_opened_again()
    {
        AuditHead head;
        await using (var store = Open())
        {
            await store.KillSwitchLog.KeepAsync(Some.Engagement(1));
            head = await store.AuditTrail.KeepAsync(Some.Entries(3));
            await store.NonceMarks.KeepAsync(Some.Maker, 7);
            await store.OrderLedgers.KeepAsync(Some.Maker, [Order], [], OrderLedgerStanding.StoppedWhole);
        }

        await using var again = Open();
        (await again.NonceMarks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(7));
        (await again.OrderLedgers.OrdersAsync(Some.Maker)).ShouldBe(new([Order], OrderLedgerStanding.StoppedWhole));
        (await again.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));
        (await again.AuditTrail.KnownHeadAsync()).ShouldBe(head);
    }

    /// <summary>Releases before 3.51.3 can corrupt a database whose write-ahead log is reset while another connection reads.</summary>
    [Fact]
    public void Library_must_be_a_release_without_the_fault_that_corrupts_a_reset_write_ahead_log()
    {
        using var connection = RawSqlite.Open(_folder.Store);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sqlite_version()";

        Version.Parse((string)command.ExecuteScalar()!).ShouldBeGreaterThanOrEqualTo(new Version(3, 51, 3));
    }

    [Fact]
    public async Task Folder_must_be_made_when_it_is_missing()
    {
        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.PathOf("data/deep/risk-engine.db")));

        await store.KillSwitchLog.KeepAsync(Some.Engagement(1));
    }

    [Fact]
    public async Task Engagement_must_lie_in_the_file_itself_when_it_is_confirmed()
    {
        await using var store = Open();
        await store.KillSwitchLog.KeepAsync(Some.Engagement(1));

        new FileInfo($"{_folder.Store}-wal").Length.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a store at all, whatever its name says")]
    public async Task Store_must_be_corrupt_when_the_file_is_something_else(string contents)
    {
        await File.WriteAllTextAsync(_folder.Store, contents);

        await ShouldFail(StoreFault.Corrupt);
    }

    [Fact]
    public async Task Store_must_be_corrupt_when_it_is_another_programs_database()
    {
        RawSqlite.Run(_folder.Store, "CREATE TABLE head (chain TEXT)");

        await ShouldFail(StoreFault.Corrupt);
    }

    [Fact]
    public async Task Store_must_be_corrupt_when_only_its_write_ahead_log_is_left()
    {
        await File.WriteAllTextAsync($"{_folder.Store}-wal", "left over");

        await ShouldFail(StoreFault.Corrupt);
    }

    [Fact]
    public async Task Store_must_be_refused_when_a_newer_engine_wrote_it()
    {
        await MakeAsync();
        RawSqlite.Run(_folder.Store, "PRAGMA user_version = 99");

        await ShouldFail(StoreFault.NewerFormat);
    }

    [Fact]
    public async Task Store_of_the_first_format_must_come_up_to_date_with_all_it_kept()
    {
        await MakeAsync();
        RawSqlite.Run(
            _folder.Store,
            "DROP TABLE nonce_marks; DROP TABLE order_ledger; DROP TABLE open_order; PRAGMA user_version = 1"
        );

        await using var store = Open();
        await store.NonceMarks.KeepAsync(Some.Maker, 7);
        await store.OrderLedgers.KeepAsync(Some.Maker, [Order], []);
        (await store.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));
        (await store.AuditTrail.RowsAsync()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Orders_of_the_format_before_terms_must_be_read_without_any()
    {
        await using (var older = Open())
            await older.OrderLedgers.KeepAsync(Some.Maker, [Order], [], OrderLedgerStanding.StoppedWhole);
        RawSqlite.Run(_folder.Store, "ALTER TABLE open_order DROP COLUMN terms; PRAGMA user_version = 4");

        await using var store = Open();
        (await store.OrderLedgers.OrdersAsync(Some.Maker)).ShouldBe(new([Order], OrderLedgerStanding.StoppedWhole));
        var known = Order with { Terms = new OrderTerms { EnteredBy = new PrivateEndpoint("/v1/order/new") } };
        await store.OrderLedgers.KeepAsync(Some.Maker, [known], []);
        (await store.OrderLedgers.OrdersAsync(Some.Maker)).Orders.ShouldBe([known]);
    }

    [Theory]
    [InlineData("DELETE FROM nonce_marks")]
    [InlineData("UPDATE nonce_marks SET marks = CAST('{}' AS BLOB)")]
    public async Task Mark_must_be_unreadable_and_not_lower_when_it_was_tampered_with(string sql)
    {
        await using (var store = Open())
            await store.NonceMarks.KeepAsync(Some.Maker, 7);
        RawSqlite.Run(_folder.Store, sql);

        await using var again = Open();
        (await again.NonceMarks.ReadAsync(Some.Maker))
            .ShouldBeOfType<NonceMarkReading.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Corrupt);
        (await again.NonceMarks.ReserveAsync(Some.Maker, new Nonce(8)))
            .ShouldBeOfType<StoreChange.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Corrupt);
    }

    [Theory]
    [InlineData("DELETE FROM open_order")]
    [InlineData("DELETE FROM order_ledger")]
    [InlineData("UPDATE open_order SET id = '2'")]
    [InlineData("UPDATE order_ledger SET standing = 'stopped-whole'")]
    public async Task Orders_must_be_unreadable_and_not_fewer_when_they_were_tampered_with(string sql)
    {
        await using (var store = Open())
            await store.OrderLedgers.KeepAsync(Some.Maker, [Order], []);
        RawSqlite.Run(_folder.Store, sql);

        await using var again = Open();
        (await again.OrderLedgers.ReadAsync(Some.Maker))
            .ShouldBeOfType<OrderLedgerReading.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Corrupt);
    }

    /// <summary>A damaged write-ahead log loses its end without a word, and the orders would be taken for all of them.</summary>
    [Fact]
    public async Task Standing_must_lie_in_the_file_itself_when_it_is_confirmed()
    {
        await using var store = Open();
        await store.OrderLedgers.KeepAsync(Some.Maker, [], [], OrderLedgerStanding.StoppedWhole);
        await store.OrderLedgers.KeepAsync(Some.Maker, [], []);

        new FileInfo($"{_folder.Store}-wal").Length.ShouldBe(0);
    }

    [Fact]
    public async Task Orders_must_be_an_answer_when_the_store_fails()
    {
        await File.WriteAllTextAsync(_folder.Store, "not a store at all");
        await using var store = Open();

        (await store.OrderLedgers.ReadAsync(Some.Maker)).ShouldBeOfType<OrderLedgerReading.Failed>();
        (await store.OrderLedgers.KeepAsync(Some.Maker, new OrderLedgerChange([Order], [], OrderLedgerStanding.InUse)))
            .ShouldBeOfType<StoreChange.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Corrupt);
    }

    [Fact]
    public async Task Log_must_be_corrupt_when_a_record_was_removed()
    {
        await MakeAsync();
        RawSqlite.Run(_folder.Store, "DELETE FROM kill_switch_record");

        await ShouldFail(StoreFault.Corrupt);
    }

    [Fact]
    public async Task Log_must_be_corrupt_when_an_old_record_was_changed_after_it_had_been_read()
    {
        await using var store = Open();
        foreach (var epoch in (long[])[1, 2, 3])
            await store.KillSwitchLog.KeepAsync(Some.Engagement(epoch));
        (await store.KillSwitchLog.HistoryAsync()).Count.ShouldBe(3);
        RawSqlite.Run(
            _folder.Store,
            "UPDATE kill_switch_record SET row = CAST(replace(CAST(row AS TEXT), 'ann', 'eve') AS BLOB) WHERE number = 1"
        );

        Fault(await store.KillSwitchLog.ReadAsync()).ShouldBe(StoreFault.Corrupt);
    }

    [Fact]
    public async Task Log_must_be_corrupt_when_a_record_was_changed()
    {
        await MakeAsync();
        RawSqlite.Run(
            _folder.Store,
            "UPDATE kill_switch_record SET row = CAST(replace(CAST(row AS TEXT), 'ann', 'eve') AS BLOB)"
        );

        await using var store = Open();
        Fault(await store.KillSwitchLog.ReadAsync()).ShouldBe(StoreFault.Corrupt);
    }

    [Fact]
    public async Task Store_must_count_as_replaced_and_not_be_made_anew_when_its_file_vanishes_while_it_is_open()
    {
        await using var store = Open();
        await store.KillSwitchLog.KeepAsync(Some.Engagement(1));
        File.Move(_folder.Store, _folder.PathOf("elsewhere"));

        Fault(await store.KillSwitchLog.AppendAsync(Some.Engagement(2))).ShouldBe(StoreFault.Replaced);
        Fault(await store.KillSwitchLog.ReadAsync()).ShouldBe(StoreFault.Replaced);
        File.Exists(_folder.Store).ShouldBeFalse();

        File.Move(_folder.PathOf("elsewhere"), _folder.Store);
        (await store.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));
    }

    [Fact]
    public async Task Store_must_count_as_replaced_before_the_next_record_when_another_file_is_put_in_its_place()
    {
        await using var store = Open();
        await store.KillSwitchLog.KeepAsync(Some.Engagement(1));
        await using (var other = new SqliteStore(new SqliteStoreOptions(_folder.PathOf("other"))))
            await other.KillSwitchLog.KeepAsync(Some.Engagement(1));
        File.Move(_folder.Store, _folder.PathOf("ours"));
        File.Move(_folder.PathOf("other"), _folder.Store);

        Fault(await store.KillSwitchLog.AppendAsync(Some.Engagement(2))).ShouldBe(StoreFault.Replaced);
        (await store.AuditTrail.AppendAsync([]))
            .ShouldBeOfType<AuditAppend.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Replaced);
        Fault(await store.KillSwitchLog.ReadAsync()).ShouldBe(StoreFault.Replaced);

        File.Move(_folder.PathOf("ours"), _folder.Store, overwrite: true);
        (await store.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("nonces")]
    [InlineData("orders")]
    public async Task Replaced_file_must_be_told_once_whichever_store_over_it_is_asked_first(string asked)
    {
        await using var store = Open();
        await store.KillSwitchLog.KeepAsync(Some.Engagement(1));
        var told = 0;
        using var subscription = store.Changes.Subscribe(() => told++);
        File.Move(_folder.Store, _folder.PathOf("ours"));

        await AskAsync();
        await AskAsync();
        told.ShouldBe(1);
        Fault(await store.KillSwitchLog.ReadAsync()).ShouldBe(StoreFault.Replaced);
        told.ShouldBe(1, "whoever reads because it was told is not told again");

        File.Move(_folder.PathOf("ours"), _folder.Store);
        await store.KillSwitchLog.HistoryAsync();
        File.Move(_folder.Store, _folder.PathOf("ours"));
        await AskAsync();
        told.ShouldBe(2);

        async Task AskAsync()
        {
            object answer = asked switch
            {
                "audit" => await store.AuditTrail.AppendAsync([]),
                "nonces" => await store.NonceMarks.ReserveAsync(Some.Maker, new Nonce(9)),
                "orders" => await store.OrderLedgers.ReadAsync(Some.Maker),
                _ => throw new ShouldAssertException(asked),
            };
            $"{answer}".ShouldContain("Replaced");
        }
    }

    [Fact]
    public async Task Store_must_take_nothing_when_its_file_has_a_second_name()
    {
        await using var store = Open();
        await store.KillSwitchLog.KeepAsync(Some.Engagement(1));
        await LinkAsync(_folder.PathOf("second-name"), isSymbolic: false);

        Fault(await store.KillSwitchLog.AppendAsync(Some.Engagement(2))).ShouldBe(StoreFault.Replaced);
        await using (var second = new SqliteStore(new SqliteStoreOptions(_folder.PathOf("second-name"))))
            Fault(await second.KillSwitchLog.ReadAsync()).ShouldBe(StoreFault.Replaced);

        File.Delete(_folder.PathOf("second-name"));
        (await store.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));
    }

    [Fact]
    public async Task Store_must_be_locked_to_a_second_engine_that_opens_it_through_a_symbolic_link()
    {
        await using var first = new SqliteStore(new SqliteStoreOptions(_folder.Store) { IsOneEngines = true });
        await first.KillSwitchLog.KeepAsync(Some.Engagement(1));
        await LinkAsync(_folder.PathOf("link"), isSymbolic: true);

        await using var second = new SqliteStore(
            new SqliteStoreOptions(_folder.PathOf("link")) { IsOneEngines = true }
        );

        Fault(await second.KillSwitchLog.ReadAsync()).ShouldBe(StoreFault.Locked);
        Fault(await second.KillSwitchLog.AppendAsync(Some.Engagement(2))).ShouldBe(StoreFault.Locked);
        (await first.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));
    }

    private async Task LinkAsync(string name, bool isSymbolic)
    {
        using var link = System.Diagnostics.Process.Start(
            "ln",
            isSymbolic ? ["-s", _folder.Store, name] : [_folder.Store, name]
        );
        await link.WaitForExitAsync();
        link.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Store_must_be_unavailable_when_its_path_is_a_folder()
    {
        Directory.CreateDirectory(_folder.Store);

        await ShouldFail(StoreFault.Unavailable);
    }

    [Fact]
    public async Task Store_must_be_locked_to_a_second_engine_and_open_to_a_reader_while_the_first_has_it()
    {
        var alone = new SqliteStoreOptions(_folder.Store) { IsOneEngines = true };
        var first = new SqliteStore(alone);
        await first.KillSwitchLog.KeepAsync(Some.Engagement(1));
        await using var second = new SqliteStore(alone);
        await using var reader = new SqliteStore(new SqliteStoreOptions(_folder.Store) { ReadOnly = true });

        Fault(await second.KillSwitchLog.AppendAsync(Some.Engagement(2))).ShouldBe(StoreFault.Locked);
        Fault(await second.KillSwitchLog.ReadAsync()).ShouldBe(StoreFault.Locked);
        (await reader.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));

        await first.DisposeAsync();
        await second.KillSwitchLog.KeepAsync(Some.Engagement(2));
    }

    [Fact]
    public async Task Store_must_be_locked_while_another_process_holds_it_and_usable_afterwards()
    {
        await MakeAsync();
        await using var store = Open();
        using (var holder = RawSqlite.Open(_folder.Store))
        {
            holder.Run("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
            Fault(await store.KillSwitchLog.AppendAsync(Some.Engagement(2))).ShouldBe(StoreFault.Locked);
            Fault(await store.KillSwitchLog.ReadAsync()).ShouldBe(StoreFault.Locked);
        }

        await store.KillSwitchLog.KeepAsync(Some.Engagement(2));
    }

    [Fact]
    public async Task Store_must_be_read_and_not_written_when_it_is_read_only()
    {
        await MakeAsync();
        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store) { ReadOnly = true });

        Fault(await store.KillSwitchLog.AppendAsync(Some.Engagement(2))).ShouldBe(StoreFault.ReadOnly);
        (await store.AuditTrail.AppendAsync(Some.Entries(1)))
            .ShouldBeOfType<AuditAppend.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.ReadOnly);
        (await store.KillSwitchLog.HistoryAsync()).Count.ShouldBe(1);
        Directory
            .GetFiles(Path.GetDirectoryName(_folder.Store)!)
            .ShouldBe([_folder.Store, $"{_folder.Store}-latch"], ignoreOrder: true);
    }

    [Fact]
    public async Task Read_only_store_must_see_what_the_engine_has_just_written()
    {
        await using var engine = Open();
        var head = await engine.AuditTrail.KeepAsync(Some.Entries(3));
        await using var reader = new SqliteStore(new SqliteStoreOptions(_folder.Store) { ReadOnly = true });

        (await reader.AuditTrail.KnownHeadAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task Read_only_store_must_not_be_made_when_it_is_missing()
    {
        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store) { ReadOnly = true });

        Fault(await store.KillSwitchLog.ReadAsync()).ShouldBe(StoreFault.Unavailable);
        File.Exists(_folder.Store).ShouldBeFalse();
    }

    [Fact]
    public async Task Full_trail_must_keep_nothing_of_a_batch_and_leave_room_for_an_engagement()
    {
        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store) { MaxBytes = 64 * 1024 });
        var head = await store.AuditTrail.KeepAsync(Some.Entries(10));

        (await store.AuditTrail.AppendAsync(Some.Entries(2000)))
            .ShouldBeOfType<AuditAppend.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Full);

        (await store.AuditTrail.KnownHeadAsync()).ShouldBe(head);
        for (var epoch = 1; epoch <= 100; epoch++)
            await store.KillSwitchLog.KeepAsync(Some.Engagement(epoch));
        (await store.AuditTrail.RowsAsync()).Count.ShouldBe(10);
    }

    [Fact]
    public async Task Trail_must_not_be_continued_when_its_tail_was_cut()
    {
        await MakeAsync();
        RawSqlite.Run(_folder.Store, "DELETE FROM audit_row WHERE number > 2");

        await using var store = Open();
        (await store.AuditTrail.AppendAsync(Some.Entries(1)))
            .ShouldBeOfType<AuditAppend.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Corrupt);
        var head = await store.AuditTrail.KnownHeadAsync();
        AuditChain
            .Verify(await store.AuditTrail.RowsAsync(), head)
            .ShouldBe(new AuditVerdict.Broken(3, AuditBreak.TailCut));
    }

    private SqliteStore Open() => new(new SqliteStoreOptions(_folder.Store));

    private async Task MakeAsync()
    {
        await using var store = Open();
        await store.KillSwitchLog.KeepAsync(Some.Engagement(1));
        await store.AuditTrail.KeepAsync(Some.Entries(4));
    }

    private async Task ShouldFail(StoreFault fault)
    {
        await using var store = Open();
        Fault(await store.KillSwitchLog.ReadAsync()).ShouldBe(fault);
        Fault(await store.KillSwitchLog.AppendAsync(Some.Engagement(9))).ShouldBe(fault);
    }

    private static StoreFault Fault(KillSwitchReading reading)
    {
        reading.State(ResetApprovals.OnePerson).ShouldBeOfType<KillSwitchState.Unreadable>();
        return reading.ShouldBeOfType<KillSwitchReading.Failed>().Failure.Fault;
    }

    private static StoreFault Fault(KillSwitchAppend append) =>
        append.ShouldBeOfType<KillSwitchAppend.Failed>().Failure.Fault;
}
