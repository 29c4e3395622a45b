using System.Text;
using RiskEngine.Storage.Tests.Formats;
#pragma warning disable CA1001 // Closed by xunit's own asynchronous end of a test.
namespace RiskEngine.Storage.Tests.Postgres;

[NeedsPostgres, Collection(OneServer.Name)]
public sealed class PostgresStoreSpec(SharedServer shared) : IAsyncLifetime
{
    private PostgresNodes _nodes = null!;

    public async Task InitializeAsync() => _nodes = new PostgresNodes(await shared.Server.NewDatabaseAsync());

    public Task DisposeAsync() => _nodes.DisposeAsync().AsTask();

    [StoreFact]
    public async Task Tables_must_be_made_once_when_three_nodes_start_at_once()
    {
        var stores = Enumerable.Range(1, 3).Select(i => _nodes.Store($"desk-{i}")).ToList();

        await Task.WhenAll(stores.Select(x => x.KillSwitchLog.HistoryAsync()));

        (await _nodes.ScalarAsync("SELECT count(*) FROM risk_engine.format")).ShouldBe(1L);
    }

    [StoreFact]
    public async Task Store_of_an_older_minor_format_must_come_up_to_date_with_all_it_kept()
    {
        await _nodes.Store("old").KillSwitchLog.KeepAsync(Some.Engagement(1));
        await _nodes.SqlAsync(
            "DROP TABLE risk_engine.session_lease, risk_engine.node, risk_engine.order_ledger, risk_engine.open_order; UPDATE risk_engine.format SET major = 1, minor = 0"
        );

        var store = _nodes.Store("new");
        await store.Leases.GrantAsync(Some.Maker);
        (await store.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));
    }

    [StoreFact]
    public async Task Store_of_the_first_major_format_must_come_up_to_date_with_all_it_kept()
    {
        var old = _nodes.Store("old");
        var records = Format2.Records.Select(x => KillSwitchRecordJson.Read(Encoding.UTF8.GetBytes(x))!).ToList();
        foreach (var record in records)
            await old.KillSwitchLog.KeepAsync(record);
        await old.NonceMarks.KeepAsync(Some.Maker, 1_764_490_530_123);
        var head = await old.AuditTrail.KeepAsync(Some.Entries(3));
        await _nodes.SqlAsync(
            """
            ALTER TABLE risk_engine.nonce_mark ALTER COLUMN mark TYPE bigint;
            DROP TABLE risk_engine.order_ledger, risk_engine.open_order;
            UPDATE risk_engine.format SET major = 1, minor = 1
            """
        );

        var store = _nodes.Store("new");
        (await store.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of(records));
        (await store.NonceMarks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(1_764_490_530_123));
        await store.NonceMarks.ReserveAsync(Some.Maker, new Nonce(1_764_490_530_123.5m));
        (await store.NonceMarks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(1_764_490_530_123.5m));
        (await _nodes.Store("old").AuditTrail.CheckAsync([head])).ShouldBe(
            new AuditCheck.Done(new AuditVerdict.Intact(head))
        );
        (await _nodes.ScalarAsync("SELECT major FROM risk_engine.format")).ShouldBe(4);
    }

    [StoreFact]
    public async Task Orders_of_the_format_before_terms_must_be_read_without_any()
    {
        var order = new KeptOrder(new OrderId(1), new StrategyId("quoter"));
        await _nodes.Store("old").OrderLedgers.KeepAsync(Some.Maker, [order], []);
        await _nodes.SqlAsync(
            "ALTER TABLE risk_engine.open_order DROP COLUMN terms; UPDATE risk_engine.format SET major = 3, minor = 0"
        );

        var store = _nodes.Store("new");
        (await store.OrderLedgers.OrdersAsync(Some.Maker)).Orders.ShouldBe([order]);
    }

    [StoreFact]
    public async Task Older_engine_must_go_on_when_a_newer_one_has_added_to_the_format()
    {
        var running = _nodes.Store("running");
        await running.KillSwitchLog.KeepAsync(Some.Engagement(1));
        await _nodes.SqlAsync(
            """
            ALTER TABLE risk_engine.kill_switch_record ADD COLUMN note text NOT NULL DEFAULT '';
            ALTER TABLE risk_engine.node ADD COLUMN zone text;
            UPDATE risk_engine.format SET minor = 99
            """
        );

        await running.KillSwitchLog.KeepAsync(Some.Engagement(2));
        var restarted = _nodes.Store("restarted");
        await restarted.Roster.JoinedAsync(new ClusterNode(new NodeName("restarted"), null, []));
        (await restarted.KillSwitchLog.HistoryAsync()).Count.ShouldBe(2);
        (await _nodes.ScalarAsync("SELECT minor FROM risk_engine.format")).ShouldBe(99);
    }

    [StoreFact]
    public async Task Store_must_be_refused_when_a_newer_engine_has_changed_the_format()
    {
        await _nodes.Store("old").KillSwitchLog.HistoryAsync();
        await _nodes.SqlAsync("UPDATE risk_engine.format SET major = 5");

        var store = _nodes.Store("late");
        (await store.KillSwitchLog.ReadAsync())
            .As<KillSwitchReading.Failed>()
            .State(ResetApprovals.OnePerson)
            .ShouldBe(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.NewerFormat));
        Fault(await store.AuditTrail.AppendAsync(Some.Entries(1))).ShouldBe(StoreFault.NewerFormat);
    }

    [StoreFact]
    public async Task Trails_of_two_nodes_must_be_chains_of_their_own()
    {
        var (first, second) = (_nodes.Store("desk-1").AuditTrail, _nodes.Store("desk-2").AuditTrail);
        await first.KeepAsync(Some.Entries(2));
        await second.KeepAsync(Some.Entries(3));

        (await first.RowsAsync()).Count.ShouldBe(2);
        AuditChain
            .Verify(await second.RowsAsync(), await second.KnownHeadAsync())
            .ShouldBe(new AuditVerdict.Intact(await second.KnownHeadAsync()));
    }

    [StoreFact]
    public async Task Records_of_several_nodes_must_all_be_kept_when_they_come_at_once()
    {
        var stores = Enumerable.Range(1, 3).Select(i => _nodes.Store($"desk-{i}")).ToList();
        var all = Enumerable.Range(1, 30).Select(epoch => Some.Engagement(epoch)).ToList();

        await Task.WhenAll(all.Select((x, i) => stores[i % 3].KillSwitchLog.KeepAsync(x)));

        foreach (var store in stores)
            (await store.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of(all));
    }

    [StoreFact]
    public async Task Record_must_be_kept_once_when_several_nodes_append_the_same_one_at_once()
    {
        var stores = Enumerable.Range(1, 3).Select(i => _nodes.Store($"desk-{i}")).ToList();

        await Task.WhenAll(stores.Select(x => x.KillSwitchLog.KeepAsync(Some.Engagement(1))));

        (await _nodes.ScalarAsync("SELECT count(*) FROM risk_engine.kill_switch_record")).ShouldBe(1L);
        (await stores[0].KillSwitchLog.HistoryAsync()).Count.ShouldBe(1);
    }

    [StoreFact]
    public async Task Log_must_be_corrupt_when_a_record_was_removed()
    {
        await KeepThreeAsync();
        await _nodes.SqlAsync("DELETE FROM risk_engine.kill_switch_record WHERE number = 3");

        await LogShouldBeCorrupt();
    }

    [StoreFact]
    public async Task Log_must_be_corrupt_when_its_head_was_removed()
    {
        await KeepThreeAsync();
        await _nodes.SqlAsync("DELETE FROM risk_engine.chain_head");

        await LogShouldBeCorrupt();
    }

    [StoreFact]
    public async Task Log_must_be_corrupt_when_an_old_record_was_changed_after_it_had_been_read()
    {
        var running = _nodes.Store("running");
        foreach (var epoch in (long[])[1, 2, 3])
            await running.KillSwitchLog.KeepAsync(Some.Engagement(epoch));
        (await running.KillSwitchLog.HistoryAsync()).Count.ShouldBe(3);
        await _nodes.SqlAsync(
            """
            UPDATE risk_engine.kill_switch_record
            SET content = convert_to(replace(convert_from(content, 'UTF8'), 'ann', 'eve'), 'UTF8') WHERE number = 1
            """
        );

        (await running.KillSwitchLog.ReadAsync())
            .As<KillSwitchReading.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Corrupt);
    }

    [StoreFact]
    public async Task Log_must_be_what_is_kept_now_when_it_was_written_anew_after_it_had_been_read()
    {
        var running = _nodes.Store("running");
        await running.KillSwitchLog.KeepAsync(Some.Engagement(1));
        await running.KillSwitchLog.KeepAsync(Some.Engagement(2));
        (await running.KillSwitchLog.HistoryAsync()).Count.ShouldBe(2);
        await _nodes.SqlAsync("DELETE FROM risk_engine.kill_switch_record; DELETE FROM risk_engine.chain_head");
        KillSwitchRecord[] anew = [Some.Engagement(3), Some.Engagement(2), Some.Engagement(4)];
        foreach (var record in anew)
            await _nodes.Store("other").KillSwitchLog.KeepAsync(record);

        (await running.KillSwitchLog.HistoryAsync()).ShouldBe(KillSwitchHistory.Of(anew));
    }

    [StoreFact]
    public async Task Log_must_be_corrupt_when_a_record_was_changed()
    {
        await KeepThreeAsync();
        await _nodes.SqlAsync(
            """
            UPDATE risk_engine.kill_switch_record
            SET content = convert_to(replace(convert_from(content, 'UTF8'), 'ann', 'eve'), 'UTF8') WHERE number = 3
            """
        );

        (await _nodes.Store("late").KillSwitchLog.ReadAsync())
            .As<KillSwitchReading.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Corrupt);
    }

    [StoreFact]
    public Task Edited_row_must_be_found() =>
        ShouldBeFound(
            "UPDATE risk_engine.audit_row SET content = convert_to('{}', 'UTF8') WHERE number = 2",
            new AuditVerdict.Broken(2, AuditBreak.HashDiffers)
        );

    [StoreFact]
    public Task Removed_row_must_be_found() =>
        ShouldBeFound(
            "DELETE FROM risk_engine.audit_row WHERE number = 2",
            new AuditVerdict.Broken(2, AuditBreak.Missing)
        );

    [StoreFact]
    public Task Cut_tail_must_be_found() =>
        ShouldBeFound(
            "DELETE FROM risk_engine.audit_row WHERE number > 2",
            new AuditVerdict.Broken(3, AuditBreak.TailCut)
        );

    [StoreFact]
    public Task Swapped_rows_must_be_found() =>
        ShouldBeFound(
            """
            UPDATE risk_engine.audit_row SET number = -number WHERE number IN (2, 3);
            UPDATE risk_engine.audit_row SET number = 5 + number WHERE number < 0
            """,
            new AuditVerdict.Broken(2, AuditBreak.HashDiffers)
        );

    [StoreFact]
    public async Task Trail_must_not_be_continued_when_its_tail_was_cut()
    {
        var trail = _nodes.Store().AuditTrail;
        await trail.KeepAsync(Some.Entries(4));
        await _nodes.SqlAsync("DELETE FROM risk_engine.audit_row WHERE number > 2");

        Fault(await trail.AppendAsync(Some.Entries(1))).ShouldBe(StoreFault.Corrupt);
    }

    [StoreFact]
    public async Task Store_must_be_full_when_the_disk_is_and_keep_nothing_of_a_batch()
    {
        var store = _nodes.Store();
        await store.AuditTrail.KeepAsync(Some.Entries(1));
        await RaiseAsync("disk_full");

        Fault(await store.AuditTrail.AppendAsync(Some.Entries(3))).ShouldBe(StoreFault.Full);
        (await store.AuditTrail.KnownHeadAsync()).Count.ShouldBe(1);
        await store.KillSwitchLog.KeepAsync(Some.Engagement(1));
    }

    [StoreFact]
    public async Task Store_must_be_corrupt_when_the_server_finds_a_damaged_page()
    {
        var store = _nodes.Store();
        await store.AuditTrail.KeepAsync(Some.Entries(1));
        await RaiseAsync("data_corrupted");

        Fault(await store.AuditTrail.AppendAsync(Some.Entries(1))).ShouldBe(StoreFault.Corrupt);
    }

    [StoreFact]
    public async Task Store_must_be_read_and_not_written_when_it_is_read_only()
    {
        await _nodes.Store().KillSwitchLog.KeepAsync(Some.Engagement(1));
        var reader = _nodes.Store(readOnly: true);

        (await reader.KillSwitchLog.HistoryAsync()).Count.ShouldBe(1);
        (await reader.KillSwitchLog.AppendAsync(Some.Engagement(2)))
            .As<KillSwitchAppend.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.ReadOnly);
    }

    [StoreFact]
    public async Task Read_only_store_must_not_be_made_when_it_is_missing()
    {
        (await _nodes.Store(readOnly: true).KillSwitchLog.ReadAsync())
            .As<KillSwitchReading.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Unavailable);
        (await _nodes.ScalarAsync("SELECT count(*) FROM pg_namespace WHERE nspname = 'risk_engine'")).ShouldBe(0L);
    }

    [StoreFact]
    public async Task Store_must_be_locked_by_the_servers_own_clock_while_another_holds_the_table_and_usable_afterwards()
    {
        await _nodes.Store().AuditTrail.KeepAsync(Some.Entries(1));
        // The engine's clock goes on only between two tries, so the answer cannot be that it gave up, however busy the
        // machine is.
        var time = new SteppingTime();
        var trail = _nodes.Store(operationLimit: TimeSpan.FromSeconds(2), time: time).AuditTrail;
        await UntilAsync(async () => await trail.HeadAsync() as AuditHeadReading.Known);
        await using (var holder = new Npgsql.NpgsqlConnection($"{_nodes.Address};Pooling=false"))
        {
            await holder.OpenAsync();
            await using var command = new Npgsql.NpgsqlCommand("BEGIN; LOCK TABLE risk_engine.audit_row", holder);
            await command.ExecuteNonQueryAsync();
            var answer = await trail
                .AppendAsync(Some.Entries(1))
                .WaitAsync(PostgresNodes.Patience, TimeProvider.System);
            Fault(answer).ShouldBe(StoreFault.Locked);
        }

        await UntilAsync(async () => await trail.AppendAsync(Some.Entries(1)) as AuditAppend.Kept);

        Task UntilAsync<T>(Func<Task<T?>> ask)
            where T : class => ((IPassingTime)time).UntilAsync(ask);
    }

    [StoreFact]
    public async Task Failure_must_not_show_the_password()
    {
        await using var store = new PostgresStore(
            new PostgresStoreOptions($"{_nodes.Address};Password=hunter2;Database=nowhere", Some.Node)
        );

        var failure = (await store.KillSwitchLog.ReadAsync()).As<KillSwitchReading.Failed>().Failure;
        failure.Fault.ShouldBe(StoreFault.Unavailable);
        $"{failure} {new PostgresStoreOptions("Password=hunter2", Some.Node)}".ShouldNotContain("hunter2");
    }

    /// <summary>Makes the server answer each new row of the trail with an error.</summary>
    private Task RaiseAsync(string condition) =>
        _nodes.SqlAsync(
            $"""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE {condition}; END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON risk_engine.audit_row FOR EACH ROW EXECUTE FUNCTION refuse()
            """
        );

    private async Task KeepThreeAsync()
    {
        var store = _nodes.Store();
        foreach (var epoch in (long[])[1, 2, 3])
            await store.KillSwitchLog.KeepAsync(Some.Engagement(epoch));
    }

    private async Task LogShouldBeCorrupt()
    {
        var log = _nodes.Store("late").KillSwitchLog;
        (await log.ReadAsync()).As<KillSwitchReading.Failed>().Failure.Fault.ShouldBe(StoreFault.Corrupt);
        (await log.AppendAsync(Some.Engagement(9)))
            .As<KillSwitchAppend.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Corrupt);
    }

    private async Task ShouldBeFound(string sql, AuditVerdict verdict)
    {
        var trail = _nodes.Store().AuditTrail;
        var head = await trail.KeepAsync(Some.Entries(4));
        await _nodes.SqlAsync(sql);

        AuditChain.Verify(await trail.RowsAsync(), head).ShouldBe(verdict);
    }

    private static StoreFault Fault(AuditAppend append) => append.As<AuditAppend.Failed>().Failure.Fault;
}
