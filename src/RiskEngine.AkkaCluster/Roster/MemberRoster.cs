using Akka.Actor;
using Akka.Cluster;

namespace RiskEngine.AkkaCluster;

/// <summary>Lists the live nodes of an Akka cluster by what they tell each other directly; asks for no majority.</summary>
/// <remarks>
/// For nodes whose leases have a supplier of their own: being listed gives no right, so each may go by what it has heard
/// itself, and the last one that is left still finds itself listed. A node is live for as long as its word came within the
/// limit, on this node's own running clock; whether its system is still called a member does not matter.
/// <para>Of two processes with one name the later life stays. A process asks for the lives before it among the members that can be
/// reached, so it is told of one that hangs as well; two that come at once are told apart by where they are.</para>
/// </remarks>
public sealed class MemberRoster : INodeRoster
{
    private const string Name = "risk-engine-roster";

    /// <summary>Far more than a cluster of a desk has; a name beyond it is not taken in (I11).</summary>
    private const int MostNames = 1_000;

    /// <summary>How long a member may take to say whom it knows: one that cannot is found out about by its word later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly StoreFailure NotAMember = new(
        StoreFault.Unavailable,
        "This node is no member of its cluster yet."
    );

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (RosterEntry Entry, TimeSpan At)> _heard = [];
    private readonly ActorSystem _system;
    private readonly Cluster _cluster;
    private readonly IActorRef _ear;
    private readonly string _process;
    private readonly ClusterTerms _terms;
    private readonly TimeProvider _time;

    /// <summary>Takes part in the roster; one instance a system.</summary>
    /// <param name="system">A system of a cluster, with <see cref="RiskEngineCluster.Reference"/> in its configuration.</param>
    /// <param name="terms">After how long a silent node is no longer live; the same on every node.</param>
    /// <param name="time">The node's running clock.</param>
    public MemberRoster(ActorSystem system, ClusterTerms terms, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(time);
        (_system, _terms, _time) = (system, terms, time);
        _cluster = Cluster.Get(system);
        _process = $"{_cluster.SelfUniqueAddress.Address}/{_cluster.SelfUniqueAddress.Uid}";
        _ear = system.ActorOf(Props.Create(() => new Ear(this)), Name);
    }

    /// <inheritdoc/>
    public async Task<RosterJoin> JoinAsync(ClusterNode node, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (_cluster.SelfMember.Status is not (MemberStatus.Up or MemberStatus.WeaklyUp))
            return new RosterJoin.Failed(NotAMember);
        var answers = await Task.WhenAll(
                Others(isReached: true).Select(address => AskAsync(address, node.Name, cancellationToken))
            )
            .ConfigureAwait(false);
        lock (_gate)
        {
            foreach (var answer in answers.OfType<RosterWord>())
                Take(answer);
            var life = Known(node.Name) is { } known ? known.Life + 1 : 1;
            var membership = new Membership(node, life);
            Say(membership, beats: 1, hasLeft: false);
            return new RosterJoin.Joined(membership);
        }
    }

    /// <inheritdoc/>
    public Task<RosterBeat> BeatAsync(Membership membership, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(membership);
        lock (_gate)
        {
            if (!IsMine(membership))
                return Task.FromResult<RosterBeat>(new RosterBeat.Replaced());
            Say(membership, Known(membership.Node.Name)!.Beats + 1, hasLeft: false);
            return Task.FromResult<RosterBeat>(new RosterBeat.Heard(Live()));
        }
    }

    /// <inheritdoc/>
    public Task<StoreChange> LeaveAsync(Membership membership, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(membership);
        lock (_gate)
            if (IsMine(membership))
                Say(membership, Known(membership.Node.Name)!.Beats + 1, hasLeft: true);
        return Task.FromResult<StoreChange>(new StoreChange.Kept());
    }

    /// <summary>The address of the system that a node is, as it said last; null: nothing was heard of it.</summary>
    public string? SystemOf(NodeName node)
    {
        ArgumentNullException.ThrowIfNull(node);
        lock (_gate)
            return Known(node)?.System;
    }

    private bool IsMine(Membership membership) =>
        Known(membership.Node.Name) is { } entry && entry.Life == membership.Life && entry.Process == _process;

    private RosterEntry? Known(NodeName name) => _heard.TryGetValue(name.Value, out var heard) ? heard.Entry : null;

    private void Say(Membership membership, long beats, bool hasLeft)
    {
        var word = new RosterWord(membership.Node.Name, RosterEntry.Of(membership, _process, beats, hasLeft));
        Take(word);
        foreach (var address in Others(isReached: false))
            EarOf(address).Tell(word, _ear);
    }

    private void Take(RosterWord word)
    {
        if (Known(word.Node) is { } known ? known.CompareTo(word.Entry) >= 0 : _heard.Count >= MostNames)
            return;
        _heard[word.Node.Value] = (word.Entry, Moment.Of(_time).Running);
    }

    private ValueList<ClusterNode> Live()
    {
        var now = Moment.Of(_time).Running;
        return _heard
            .Where(x => !x.Value.Entry.HasLeft && now - x.Value.At < _terms.SilenceLimit)
            .OrderBy(x => x.Key, StringComparer.Ordinal)
            .Select(x => x.Value.Entry.Node(x.Key))
            .ToValueList();
    }

    private async Task<RosterWord?> AskAsync(Address address, NodeName name, CancellationToken cancellationToken)
    {
        try
        {
            return await EarOf(address)
                    .Ask<object>(new RosterQuestion(name), Patience, cancellationToken)
                    .ConfigureAwait(false) as RosterWord;
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private ActorSelection EarOf(Address address) => _system.ActorSelection($"{address}/user/{Name}");

    private List<Address> Others(bool isReached)
    {
        var state = _cluster.State;
        return
        [
            .. state
                .Members.Where(x => !isReached || !state.Unreachable.Contains(x))
                .Select(x => x.Address)
                .Where(x => x != _cluster.SelfAddress),
        ];
    }

    /// <summary>Takes the other nodes' words, and tells who asks what was heard of a name.</summary>
    private sealed class Ear : ReceiveActor
    {
        public Ear(MemberRoster roster)
        {
            Receive<RosterWord>(word =>
            {
                lock (roster._gate)
                    roster.Take(word);
            });
            Receive<RosterQuestion>(question =>
            {
                lock (roster._gate)
                    Sender.Tell(
                        roster.Known(question.Node) is { } known
                            ? new RosterWord(question.Node, known)
                            : new RosterUnheard(question.Node)
                    );
            });
        }
    }
}
