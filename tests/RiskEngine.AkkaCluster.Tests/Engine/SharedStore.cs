namespace RiskEngine.AkkaCluster.Tests.Engine;

/// <summary>A store that all nodes share, as PostgreSQL is one, and that outlives each of them.</summary>
internal sealed class SharedStore
{
    private readonly InProcessNonceMarks _marks = new();
    private readonly InProcessOrderLedgers _ledgers = new();
    private readonly Lock _gate = new();
    private InProcessCluster? _leases;
    private Survivor? _survivor;

    internal InProcessKillSwitchLog KillSwitchLog { get; } = new();

    internal RiskEnginePorts PortsOf(RiskEngineSettings settings)
    {
        _leases ??= new InProcessCluster(settings.Cluster!.Terms, TimeProvider.System);
        return RiskEnginePorts.Default with
        {
            NonceMarks = _marks,
            OrderLedgers = _ledgers,
            KillSwitchLog = KillSwitchLog,
            Cluster = new ClusterPorts(_leases.LeasesOf(settings.Node), _leases, Survivor: new Survivor(this)),
        };
    }

    private sealed class Survivor(SharedStore store) : ISurvivorLease
    {
        public bool IsHeld
        {
            get
            {
                lock (store._gate)
                    return store._survivor == this;
            }
        }

        public Task<bool> TakeAsync(CancellationToken cancellationToken)
        {
            lock (store._gate)
                return Task.FromResult((store._survivor ??= this) == this);
        }

        public Task GiveBackAsync()
        {
            lock (store._gate)
                if (store._survivor == this)
                    store._survivor = null;
            return Task.CompletedTask;
        }
    }
}
