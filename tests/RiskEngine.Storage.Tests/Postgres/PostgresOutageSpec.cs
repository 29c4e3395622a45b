#pragma warning disable CA1001 // Closed by xunit's own asynchronous end of a test.
namespace RiskEngine.Storage.Tests.Postgres;

/// <summary>A server of its own, which is stopped, paused and started again.</summary>
[NeedsPostgres]
public sealed class PostgresOutageSpec : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Far above the limit, and far below what a connection would wait by itself.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(6);

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
        _store = _nodes.Store(operationLimit: Limit);
        // Making the tables may take a busy machine longer than the tests want to wait for an answer.
        var patient = _nodes.Store(operationLimit: 10 * Bound);
        await patient.KillSwitchLog.KeepAsync(Some.Engagement(1));
        await patient.AuditTrail.KeepAsync(Some.Entries(2));
        await patient.NonceMarks.KeepAsync(Some.Maker, 7);
        await _clock.UntilAsync(async () => await _store.KillSwitchLog.ReadAsync() as KillSwitchReading.Complete);
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
        (await _store.AuditTrail.AppendAsync(Some.Entries(3, from: 3)))
            .As<AuditAppend.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Interrupted);
        await _server.ResumeAsync();

        await _clock.UntilAsync(async () =>
            await _store.AuditTrail.AppendAsync(Some.Entries(3, from: 3)) as AuditAppend.Kept
        );

        (await _store.AuditTrail.RowsAsync()).ShouldBe(AuditChain.Append(AuditHead.Empty, Some.Entries(5)));
    }

    [StoreFact]
    public async Task Lease_must_end_by_the_holders_own_clock_while_the_server_is_paused()
    {
        var lease = await _store.Leases.GrantAsync(Some.Maker);
        await _server.PauseAsync();

        (await _store.Leases.RenewAsync([lease])).As<LeaseRenewal.Failed>();
        (await _nodes.Store("desk-2", Limit).Leases.AcquireAsync(Some.Maker)).As<LeaseAcquisition.Failed>();
        lease.HoldsAt(lease.EndsAt).ShouldBeFalse();
    }

    [StoreFact]
    public async Task Node_must_not_be_replaced_by_its_own_try_to_join_that_was_given_up_while_the_server_hung()
    {
        var node = new ClusterNode(Some.Node, null, []);
        var first = await _store.Roster.JoinedAsync(node);
        await _server.PauseAsync();
        (await _store.Roster.JoinAsync(node)).As<RosterJoin.Failed>();
        await _server.ResumeAsync();
        await _clock.UntilAsync(async () => await _store.KillSwitchLog.ReadAsync() as KillSwitchReading.Complete);

        // Whatever was still on its way to the server has been done when nobody is connected but who asks.
        await _clock.UntilAsync(async () =>
            await _nodes.ScalarAsync("SELECT count(*) FROM pg_stat_activity WHERE state = 'active'") is 1L ? "" : null
        );
        (await _store.Roster.BeatAsync(first)).ShouldBeOfType<RosterBeat.Heard>();
    }

    private async Task<List<StoreFailure>> AskEverythingAsync()
    {
        var watch = TimeProvider.System.GetTimestamp();
        var lease = new SessionLease(Some.Maker, FencingToken.First, TimeSpan.Zero);
        var membership = new Membership(new ClusterNode(Some.Node, null, []), 1);
        var failures = await Task.WhenAll(
            Task.Run(async () => (await _store.KillSwitchLog.ReadAsync()).As<KillSwitchReading.Failed>().Failure),
            Task.Run(async () =>
                (await _store.KillSwitchLog.AppendAsync(Some.Engagement(2))).As<KillSwitchAppend.Failed>().Failure
            ),
            Task.Run(async () => (await _store.AuditTrail.HeadAsync()).As<AuditHeadReading.Failed>().Failure),
            Task.Run(async () => (await _store.AuditTrail.ReadAfterAsync(0, 9)).As<AuditReading.Failed>().Failure),
            Task.Run(async () => (await _store.NonceMarks.ReadAsync(Some.Maker)).As<NonceMarkReading.Failed>().Failure),
            Task.Run(async () =>
                (await _store.NonceMarks.ReserveAsync(Some.Maker, new Nonce(9))).As<StoreChange.Failed>().Failure
            ),
            Task.Run(async () => (await _store.Leases.AcquireAsync(Some.Maker)).As<LeaseAcquisition.Failed>().Failure),
            Task.Run(async () => (await _store.Leases.RenewAsync([lease])).As<LeaseRenewal.Failed>().Failure),
            Task.Run(async () => (await _store.Leases.ReleaseAsync(lease)).As<StoreChange.Failed>().Failure),
            Task.Run(async () => (await _store.Leases.ReadAsync()).As<LeasesReading.Failed>().Failure),
            Task.Run(async () => (await _store.Roster.JoinAsync(membership.Node)).As<RosterJoin.Failed>().Failure),
            Task.Run(async () => (await _store.Roster.BeatAsync(membership)).As<RosterBeat.Failed>().Failure),
            Task.Run(async () => (await _store.Roster.LeaveAsync(membership)).As<StoreChange.Failed>().Failure)
        );
        TimeProvider.System.GetElapsedTime(watch).ShouldBeLessThan(Bound);
        return [.. failures];
    }

    private async Task EverythingIsThereAsync()
    {
        var history = await _clock.UntilAsync(async () =>
            await _store.KillSwitchLog.ReadAsync() as KillSwitchReading.Complete
        );
        history.History.Records.ShouldContain(Some.Engagement(1));
        (await _store.AuditTrail.RowsAsync()).Take(2).ShouldBe(AuditChain.Append(AuditHead.Empty, Some.Entries(2)));
        (await _store.NonceMarks.MarkAsync(Some.Maker)).ShouldNotBeNull().Value.ShouldBeGreaterThanOrEqualTo(7);
        await _store.KillSwitchLog.KeepAsync(Some.Engagement(3));
        await _store.Roster.JoinedAsync(new ClusterNode(Some.Node, null, []));
        await _clock.UntilAsync(async () => await _store.Leases.AcquireAsync(Some.Taker) as LeaseAcquisition.Granted);
    }
}
