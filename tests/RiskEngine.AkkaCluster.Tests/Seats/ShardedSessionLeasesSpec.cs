using RiskEngine.AkkaCluster.Tests.Support;
using RiskEngine.Contracts;

namespace RiskEngine.AkkaCluster.Tests.Seats;

/// <summary>Leases over nodes that come and go.</summary>
public sealed class ShardedSessionLeasesSpec : IAsyncLifetime
{
    private Nodes _nodes = null!;

    public async Task InitializeAsync() => _nodes = await Nodes.StartAsync(3);

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Fact]
    public async Task Session_must_have_one_holder_whom_every_node_names()
    {
        var leases = Everywhere(TimeSpan.FromSeconds(20));

        var answers = await Task.WhenAll(leases.Select(x => x.AcquireAsync(Some.Maker)));

        var granted = answers.OfType<LeaseAcquisition.Granted>().ShouldHaveSingleItem();
        foreach (var node in leases)
            (await node.HoldersAsync()).ShouldHaveSingleItem().Token.ShouldBe(granted.Lease.Token);
    }

    [Fact]
    public async Task Token_must_rise_and_the_lease_end_first_when_seat_and_holder_leave()
    {
        var leases = Everywhere(TimeSpan.FromMilliseconds(400));
        var old = await leases[0].GrantAsync(Some.Maker);

        await _nodes.LeaveAsync(0);

        SessionLease? next = null;
        await Nodes.UntilAsync(async () => (next = await leases[1].TakeOverAsync(Some.Maker)) is not null);
        next!.Token.ShouldBe(old.Token.Next());
        old.HoldsAt(Moment.Of(TimeProvider.System).Running).ShouldBeFalse();
    }

    [Fact]
    public async Task Session_must_pass_on_when_its_holder_crashes()
    {
        var leases = Everywhere(TimeSpan.FromMilliseconds(400));
        var old = await leases[2].GrantAsync(Some.Taker);

        await _nodes.CrashAsync(2);

        SessionLease? next = null;
        await Nodes.UntilAsync(async () => (next = await leases[0].TakeOverAsync(Some.Taker)) is not null);
        next!.Token.Value.ShouldBeGreaterThan(old.Token.Value);
    }

    private List<ShardedSessionLeases> Everywhere(TimeSpan duration) =>
        [
            .. _nodes.Systems.Select(
                (system, i) =>
                    new ShardedSessionLeases(
                        system,
                        new NodeName($"desk-{i + 1}"),
                        new ClusterTerms(duration, duration),
                        TimeProvider.System
                    )
            ),
        ];
}
