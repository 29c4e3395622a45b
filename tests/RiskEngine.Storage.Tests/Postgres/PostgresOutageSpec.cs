#pragma warning disable CA1001 // Closed by xunit's own asynchronous end of a test.
namespace RiskEngine.Storage.Tests.Postgres;

/// <summary>A server of its own, which is stopped, paused and started again.</summary>
[NeedsPostgres]
public sealed class PostgresOutageSpec : IAsyncLifetime
{
    /// <summary>By the engine's clock, which goes on when a test says so. What the server has of it, a busy machine does not need.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly KeptOrder First = new(new OrderId(1), new StrategyId("quoter"));
    private static readonly KeptOrder Second = new(new OrderId(2), null);

    private readonly SteppingTime _time = new();
    private readonly IPassingTime _clock = new MachineTime();
    private PostgresServer _server = null!;
    private PostgresNodes _nodes = null!;
    private PostgresStore _store = null!;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.Missing is not null)
            return;
        _server = await PostgresServer.StartAsync();
        _nodes = new PostgresNodes(await _server.NewDatabaseAsync());
        _store = _nodes.Store(operationLimit: Limit, time: _time);
        await _store.KillSwitchLog.KeepAsync(Some.Engagement(1));
        await _store.AuditTrail.KeepAsync(Some.Entries(2));
        await _store.NonceMarks.KeepAsync(Some.Maker, 7);
        await _store.OrderLedgers.KeepAsync(Some.Maker, [First], [], OrderLedgerStanding.StoppedWhole);
    }

    public async Task DisposeAsync()
    {
        if (_server is null)
            return;
        await _server.DisposeAsync();
        await _nodes.DisposeAsync();
    }

    [StoreFact]
    public async Task Every_port_must_say_that_a_stopped_server_is_unavailable_and_work_once_it_is_back()
    {
        await _server.StopAsync();

        foreach (var failure in await AskEverythingAsync())
            failure.Fault.ShouldBeOneOf(StoreFault.Unavailable, StoreFault.Interrupted);
        foreach (var failure in await AskEverythingAsync())
            failure.Fault.ShouldBe(StoreFault.Unavailable);

        await _server.StartAgainAsync();
        await EverythingIsThereAsync();
    }

    [StoreFact]
    public async Task Everything_must_be_there_when_the_server_crashes_and_recovers()
    {
        await _server.CrashAsync();
        await _server.StartAgainAsync();

        await EverythingIsThereAsync();
    }

    [StoreFact]
    public async Task Every_port_must_answer_within_its_limit_while_the_server_is_paused_and_work_once_it_goes_on()
    {
        await _server.PauseAsync();

        var failures = await AskEverythingAsync();

        failures.ShouldAllBe(x => x.Fault == StoreFault.Unavailable || x.Fault == StoreFault.Interrupted);
        await _server.ResumeAsync();
        await EverythingIsThereAsync();
    }

    [StoreFact]
    public async Task Entries_must_be_kept_once_when_nobody_knew_whether_they_were()
    {
        await _server.PauseAsync();
        await InterruptAsync(async () =>
            (await _store.AuditTrail.AppendAsync(Some.Entries(3, from: 3))).As<AuditAppend.Failed>().Failure
        );
        await _server.ResumeAsync();

        await UntilAsync(async () => await _store.AuditTrail.AppendAsync(Some.Entries(3, from: 3)) as AuditAppend.Kept);

        (await _store.AuditTrail.RowsAsync()).ShouldBe(AuditChain.Append(AuditHead.Empty, Some.Entries(5)));
    }

    [StoreFact]
    public async Task Open_orders_must_be_those_of_the_last_change_when_nobody_knew_whether_it_was_kept()
    {
        var change = new OrderLedgerChange([Second], [First.Id], OrderLedgerStanding.InUse);
        await _server.PauseAsync();
        await InterruptAsync(async () =>
            (await _store.OrderLedgers.KeepAsync(Some.Maker, change)).As<StoreChange.Failed>().Failure
        );
        await _server.ResumeAsync();

        await UntilAsync(async () => await _store.OrderLedgers.KeepAsync(Some.Maker, change) as StoreChange.Kept);

        (await _store.OrderLedgers.OrdersAsync(Some.Maker)).ShouldBe(
            new OrderLedgerReading.Known([Second], OrderLedgerStanding.InUse)
        );
    }

    [StoreFact]
    public async Task Open_orders_must_be_all_of_the_change_or_none_when_the_server_crashes_under_it()
    {
        var many = Enumerable.Range(10, 2_000).Select(id => new KeptOrder(new OrderId((ulong)id), null)).ToValueList();
        var change = new OrderLedgerChange(many, [First.Id], OrderLedgerStanding.InUse);

        var keeping = _store.OrderLedgers.KeepAsync(Some.Maker, change);
        await _server.CrashAsync();
        _time.Advance(Limit);
        var kept = await keeping;
        await _server.StartAgainAsync();

        var known = await UntilAsync(async () =>
            await _store.OrderLedgers.ReadAsync(Some.Maker) as OrderLedgerReading.Known
        );
        var before = new OrderLedgerReading.Known([First], OrderLedgerStanding.StoppedWhole);
        if (kept is StoreChange.Kept || known != before)
            known.ShouldBe(new OrderLedgerReading.Known(many, OrderLedgerStanding.InUse));
    }

    [StoreFact]
    public async Task Lease_must_end_by_the_holders_own_clock_while_the_server_is_paused()
    {
        var lease = await _store.Leases.GrantAsync(Some.Maker);
        await _server.PauseAsync();

        var renewal = _store.Leases.RenewAsync([lease]);
        var acquisition = _nodes.Store("desk-2", Limit, time: _time).Leases.AcquireAsync(Some.Maker);
        lease.HoldsAt(_time.Running).ShouldBeTrue();
        _time.Advance(Limit);

        (await renewal).As<LeaseRenewal.Failed>();
        (await acquisition).As<LeaseAcquisition.Failed>();
        lease.HoldsAt(_time.Running).ShouldBeFalse();
    }

    [StoreFact]
    public async Task Node_must_not_be_replaced_by_its_own_try_to_join_that_was_given_up_while_the_server_hung()
    {
        var node = new ClusterNode(Some.Node, null, []);
        var first = await _store.Roster.JoinedAsync(node);
        await _server.PauseAsync();
        await InterruptAsync(async () => (await _store.Roster.JoinAsync(node)).As<RosterJoin.Failed>().Failure);
        await _server.ResumeAsync();
        await UntilAsync(async () => await _store.KillSwitchLog.ReadAsync() as KillSwitchReading.Complete);

        // Whatever was still on its way to the server has been done when nobody is connected but who asks.
        await UntilAsync(async () =>
            await _nodes.ScalarAsync("SELECT count(*) FROM pg_stat_activity WHERE state = 'active'") is 1L ? "" : null
        );
        (await _store.Roster.BeatAsync(first)).ShouldBeOfType<RosterBeat.Heard>();
    }

    /// <summary>Asks every port at one moment, and lets their limit pass.</summary>
    private async Task<StoreFailure[]> AskEverythingAsync()
    {
        var lease = new SessionLease(Some.Maker, FencingToken.First, TimeSpan.Zero);
        var membership = new Membership(new ClusterNode(Some.Node, null, []), 1);
        var failures = Task.WhenAll(
            Ask(async () => (await _store.KillSwitchLog.ReadAsync()).As<KillSwitchReading.Failed>().Failure),
            Ask(async () =>
                (await _store.KillSwitchLog.AppendAsync(Some.Engagement(2))).As<KillSwitchAppend.Failed>().Failure
            ),
            Ask(async () => (await _store.AuditTrail.HeadAsync()).As<AuditHeadReading.Failed>().Failure),
            Ask(async () => (await _store.AuditTrail.ReadAfterAsync(0, 9)).As<AuditReading.Failed>().Failure),
            Ask(async () => (await _store.NonceMarks.ReadAsync(Some.Maker)).As<NonceMarkReading.Failed>().Failure),
            Ask(async () =>
                (await _store.NonceMarks.ReserveAsync(Some.Maker, new Nonce(9))).As<StoreChange.Failed>().Failure
            ),
            Ask(async () => (await _store.OrderLedgers.ReadAsync(Some.Maker)).As<OrderLedgerReading.Failed>().Failure),
            Ask(async () =>
                (
                    await _store.OrderLedgers.KeepAsync(
                        Some.Maker,
                        new OrderLedgerChange([Second], [], OrderLedgerStanding.InUse)
                    )
                )
                    .As<StoreChange.Failed>()
                    .Failure
            ),
            Ask(async () => (await _store.Leases.AcquireAsync(Some.Maker)).As<LeaseAcquisition.Failed>().Failure),
            Ask(async () => (await _store.Leases.RenewAsync([lease])).As<LeaseRenewal.Failed>().Failure),
            Ask(async () => (await _store.Leases.ReleaseAsync(lease)).As<StoreChange.Failed>().Failure),
            Ask(async () => (await _store.Leases.ReadAsync()).As<LeasesReading.Failed>().Failure),
            Ask(async () => (await _store.Roster.JoinAsync(membership.Node)).As<RosterJoin.Failed>().Failure),
            Ask(async () => (await _store.Roster.BeatAsync(membership)).As<RosterBeat.Failed>().Failure),
            Ask(async () => (await _store.Roster.LeaveAsync(membership)).As<StoreChange.Failed>().Failure)
        );
        _time.Advance(Limit);
        return await failures.WaitAsync(PostgresNodes.Patience, TimeProvider.System);

        static Task<StoreFailure> Ask(Func<Task<StoreFailure>> ask) => ask();
    }

    /// <summary>Has the engine give up what the server may have got already; once more when it had not been sent by then.</summary>
    private async Task InterruptAsync(Func<Task<StoreFailure>> ask) =>
        await UntilAsync(async () =>
        {
            var asked = ask();
            await _clock.PassAsync();
            _time.Advance(Limit);
            return await asked is { Fault: StoreFault.Interrupted } interrupted ? interrupted : null;
        });

    /// <summary>Asks again and again; between two tries nothing keeps the engine from trying.</summary>
    private Task<T> UntilAsync<T>(Func<Task<T?>> ask)
        where T : class =>
        _clock.UntilAsync(() =>
        {
            _time.Advance(Limit);
            return ask();
        });

    private async Task EverythingIsThereAsync()
    {
        var history = await UntilAsync(async () =>
            await _store.KillSwitchLog.ReadAsync() as KillSwitchReading.Complete
        );
        history.History.Records.ShouldContain(Some.Engagement(1));
        (await _store.AuditTrail.RowsAsync()).Take(2).ShouldBe(AuditChain.Append(AuditHead.Empty, Some.Entries(2)));
        (await _store.NonceMarks.MarkAsync(Some.Maker)).ShouldNotBeNull().Value.ShouldBeGreaterThanOrEqualTo(7);
        (await _store.OrderLedgers.OrdersAsync(Some.Maker)).Orders.ShouldContain(First);
        await _store.KillSwitchLog.KeepAsync(Some.Engagement(3));
        await _store.OrderLedgers.KeepAsync(Some.Maker, [Second], [First.Id]);
        await _store.Roster.JoinedAsync(new ClusterNode(Some.Node, null, []));
        await UntilAsync(async () => await _store.Leases.AcquireAsync(Some.Taker) as LeaseAcquisition.Granted);
    }
}
