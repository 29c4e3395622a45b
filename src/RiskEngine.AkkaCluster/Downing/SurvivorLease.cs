using Akka.Actor;
using Akka.Cluster;
using Akka.Coordination;

namespace RiskEngine.AkkaCluster;

/// <summary>The lease of Akka's split-brain resolver: which side of a broken network stays a cluster.</summary>
/// <remarks>
/// Where the nodes share a store, that grants it to one side, so that the last node that is left goes on. Without one it is
/// granted where a majority of the configured nodes is reached, which no two sides have at once. It gives no right to a
/// session.
/// </remarks>
public sealed class SurvivorLease : Lease
{
    private readonly ExtendedActorSystem _system;
    private readonly int _majority;
    private volatile bool _isMajority;

    /// <summary>Made by Akka, by the name of the class.</summary>
    /// <param name="settings">Akka's.</param>
    /// <param name="system">The system.</param>
    public SurvivorLease(LeaseSettings settings, ExtendedActorSystem system)
        : base(settings)
    {
        ArgumentNullException.ThrowIfNull(system);
        _system = system;
        _majority = RiskEngineClusterSettings.Read(system.Settings.Config).Majority;
    }

    private ISurvivorLease? Shared => SurvivorSource.In(_system).Shared;

    /// <inheritdoc/>
    public override async Task<bool> Acquire() =>
        Shared is { } shared ? await shared.TakeAsync().ConfigureAwait(false) : _isMajority = Reached() >= _majority;

    /// <inheritdoc/>
    public override Task<bool> Acquire(Action<Exception> leaseLostCallback) => Acquire();

    /// <inheritdoc/>
    public override async Task<bool> Release()
    {
        _isMajority = false;
        if (Shared is { } shared)
            await shared.GiveBackAsync().ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public override bool CheckLease() => Shared?.IsHeld ?? _isMajority;

    private int Reached()
    {
        var state = Cluster.Get(_system).State;
        return state.Members.Except(state.Unreachable).Count(x => x.Status is MemberStatus.Up or MemberStatus.Leaving);
    }
}
