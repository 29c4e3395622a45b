namespace RiskEngine.Storage.Tests.Suppliers;

public sealed class InProcessKillSwitchLogSpec : KillSwitchLogContract
{
    private protected override IKillSwitchLog Log { get; } = new InProcessKillSwitchLog();

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class InProcessKillSwitchChangesSpec : KillSwitchChangesContract
{
    private readonly InProcessKillSwitchLog _log = new();

    private protected override IKillSwitchLog Log => _log;

    private protected override IKillSwitchChanges Changes => _log;

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class InProcessAuditTrailSpec : AuditTrailContract
{
    private protected override IAuditTrail Trail { get; } = new InProcessAuditTrail();

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class InProcessNonceMarksSpec : NonceMarksContract
{
    private protected override INonceMarks Marks { get; } = new InProcessNonceMarks();

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class InProcessOrderLedgersSpec : OrderLedgersContract
{
    private protected override IOrderLedgers Ledgers { get; } = new InProcessOrderLedgers();

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class InProcessSessionLeasesSpec : SessionLeasesContract
{
    private readonly SteppingTime _time = new();
    private readonly InProcessCluster _cluster;

    public InProcessSessionLeasesSpec() => _cluster = new InProcessCluster(Terms, _time);

    private protected override IPassingTime Clock => _time;

    private protected override ISessionLeases Of(NodeName node) => _cluster.LeasesOf(node);

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class InProcessNodeRosterSpec : NodeRosterContract
{
    private readonly SteppingTime _time = new();

    public InProcessNodeRosterSpec() => Roster = new InProcessCluster(Terms, _time);

    private protected override INodeRoster Roster { get; }

    private protected override IPassingTime Clock => _time;

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class InProcessPeersSpec : PeersContract
{
    private readonly InProcessPeers _peers = new(TimeProvider.System);

    private protected override IPeers Peers => _peers;

    public override Task DisposeAsync() => Task.CompletedTask;

    private protected override Task<ClusterNode> OpenAsync(Func<PeerMessage, Task<object>> answer)
    {
        _peers.Open(Other, answer);
        return Task.FromResult(new ClusterNode(Other, null, []));
    }

    private protected override Task CloseAsync()
    {
        _peers.Close(Other);
        return Task.CompletedTask;
    }
}
