#pragma warning disable CA1001 // The stores are closed by xunit's own asynchronous end of a test.
using RiskEngine.Storage.Tests.Postgres;

namespace RiskEngine.Storage.Tests.Suppliers;

[NeedsPostgres, Collection(OneServer.Name)]
public sealed class PostgresKillSwitchLogSpec(SharedServer shared) : KillSwitchLogContract
{
    private PostgresNodes _nodes = null!;

    private protected override IKillSwitchLog Log => field ??= _nodes.Store().KillSwitchLog;

    public override async Task InitializeAsync() => _nodes = new PostgresNodes(await shared.Server.NewDatabaseAsync());

    public override Task DisposeAsync() => _nodes.DisposeAsync().AsTask();
}

[NeedsPostgres, Collection(OneServer.Name)]
public sealed class PostgresKillSwitchChangesSpec(SharedServer shared) : KillSwitchChangesContract
{
    private PostgresNodes _nodes = null!;

    private protected override IKillSwitchLog Log => field ??= _nodes.Store("desk-1").KillSwitchLog;

    private protected override IKillSwitchChanges Changes => field ??= _nodes.Store("desk-2").KillSwitchChanges;

    private protected override bool CallsWhenItBeginsToListen => true;

    public override async Task InitializeAsync() => _nodes = new PostgresNodes(await shared.Server.NewDatabaseAsync());

    public override Task DisposeAsync() => _nodes.DisposeAsync().AsTask();
}

[NeedsPostgres, Collection(OneServer.Name)]
public sealed class PostgresAuditTrailSpec(SharedServer shared) : AuditTrailContract
{
    private PostgresNodes _nodes = null!;

    private protected override IAuditTrail Trail => field ??= _nodes.Store().AuditTrail;

    public override async Task InitializeAsync() => _nodes = new PostgresNodes(await shared.Server.NewDatabaseAsync());

    public override Task DisposeAsync() => _nodes.DisposeAsync().AsTask();
}

[NeedsPostgres, Collection(OneServer.Name)]
public sealed class PostgresNonceMarksSpec(SharedServer shared) : NonceMarksContract
{
    private PostgresNodes _nodes = null!;

    private protected override INonceMarks Marks => field ??= _nodes.Store().NonceMarks;

    public override async Task InitializeAsync() => _nodes = new PostgresNodes(await shared.Server.NewDatabaseAsync());

    public override Task DisposeAsync() => _nodes.DisposeAsync().AsTask();
}

[NeedsPostgres, Collection(OneServer.Name)]
public sealed class PostgresOrderLedgersSpec(SharedServer shared) : OrderLedgersContract
{
    private PostgresNodes _nodes = null!;

    private protected override IOrderLedgers Ledgers => field ??= _nodes.Store().OrderLedgers;

    public override async Task InitializeAsync() => _nodes = new PostgresNodes(await shared.Server.NewDatabaseAsync());

    public override Task DisposeAsync() => _nodes.DisposeAsync().AsTask();
}

[NeedsPostgres, Collection(OneServer.Name)]
public sealed class PostgresSessionLeasesSpec(SharedServer shared) : SessionLeasesContract
{
    private PostgresNodes _nodes = null!;

    private protected override IPassingTime Clock { get; } = new MachineTime();

    private protected override ISessionLeases Of(NodeName node) => _nodes.Store(node.Value).Leases;

    public override async Task InitializeAsync() =>
        _nodes = new PostgresNodes(await shared.Server.NewDatabaseAsync(), Terms);

    public override Task DisposeAsync() => _nodes.DisposeAsync().AsTask();
}

[NeedsPostgres, Collection(OneServer.Name)]
public sealed class PostgresNodeRosterSpec(SharedServer shared) : NodeRosterContract
{
    private PostgresNodes _nodes = null!;

    private protected override INodeRoster Roster => field ??= _nodes.Store().Roster;

    private protected override IPassingTime Clock { get; } = new MachineTime();

    public override async Task InitializeAsync() =>
        _nodes = new PostgresNodes(await shared.Server.NewDatabaseAsync(), Terms);

    public override Task DisposeAsync() => _nodes.DisposeAsync().AsTask();
}
