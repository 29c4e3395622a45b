using RiskEngine.AkkaCluster.Tests.Support;
using RiskEngine.Contracts;
using RiskEngine.Contracts.Postgres;

namespace RiskEngine.AkkaCluster.Tests.Roster;

public sealed class MemberRosterContractSpec : NodeRosterContract
{
    private Nodes _nodes = null!;

    private protected override INodeRoster Roster => field ??= new MemberRoster(_nodes[0], Terms, TimeProvider.System);

    private protected override IPassingTime Clock { get; } = new MachineTime();

    public override async Task InitializeAsync() => _nodes = await Nodes.StartAsync(1);

    public override async Task DisposeAsync() => await _nodes.DisposeAsync();
}

/// <summary>What nodes hear of each other, each by its own roster.</summary>
public sealed class MemberRosterSpec : IAsyncLifetime
{
    private static readonly ClusterTerms Terms = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

    private readonly List<MemberRoster> _rosters = [];
    private Nodes _nodes = null!;

    public async Task InitializeAsync()
    {
        _nodes = await Nodes.StartAsync(3);
        foreach (var system in _nodes.Systems)
            _rosters.Add(new MemberRoster(system, Terms, TimeProvider.System));
    }

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Fact]
    public async Task Every_node_must_be_listed_everywhere_with_the_way_to_it()
    {
        var members = await JoinAllAsync();

        for (var i = 0; i < members.Count; i++)
        {
            await HeardAsync(i, members, ["desk-0", "desk-1", "desk-2"]);
            _rosters[i].SystemOf(new NodeName("desk-1")).ShouldBe($"{Akka.Cluster.Cluster.Get(_nodes[1]).SelfAddress}");
        }
    }

    // Two of three are gone, and no majority is left to be asked.
    [Fact]
    public async Task Last_node_must_list_itself_alone_when_the_others_are_killed()
    {
        var members = await JoinAllAsync();
        await HeardAsync(0, members, ["desk-0", "desk-1", "desk-2"]);

        await _nodes.CrashAsync(1, 2);

        await HeardAsync(0, [members[0]], ["desk-0"]);
    }

    [Fact]
    public async Task Later_process_must_replace_the_earlier_of_its_name_wherever_it_runs()
    {
        var earlier = await JoinedAsync(0, "desk-1");

        var later = await JoinedAsync(2, "desk-1");

        later.Life.ShouldBe(earlier.Life + 1);
        await Nodes.UntilAsync(async () => await _rosters[0].BeatAsync(earlier) is RosterBeat.Replaced);
        (await _rosters[2].BeatAsync(later)).ShouldBeOfType<RosterBeat.Heard>();
    }

    private async Task<List<Membership>> JoinAllAsync()
    {
        var members = new List<Membership>();
        for (var i = 0; i < _rosters.Count; i++)
            members.Add(await JoinedAsync(i, $"desk-{i}"));
        return members;
    }

    private async Task<Membership> JoinedAsync(int node, string name) =>
        (await _rosters[node].JoinAsync(new ClusterNode(new NodeName(name), null, [])))
            .ShouldBeOfType<RosterJoin.Joined>()
            .Membership;

    /// <summary>Has nodes say that they live until one of them lists these.</summary>
    private Task HeardAsync(int asked, List<Membership> beating, string[] live) =>
        Nodes.UntilAsync(async () =>
        {
            for (var i = 0; i < beating.Count; i++)
                await _rosters[i].BeatAsync(beating[i]);
            return await _rosters[asked].BeatAsync(beating[asked]) is RosterBeat.Heard heard
                && heard.Live.Select(x => x.Name.Value).SequenceEqual(live);
        });
}
