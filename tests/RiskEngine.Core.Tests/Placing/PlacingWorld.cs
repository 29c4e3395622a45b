namespace RiskEngine.Core.Tests.Placing;

/// <summary>
/// Nodes that share one store, in virtual time: answers come late, the store goes away and comes back, nodes are
/// killed, frozen and started again. At every step no session is held twice.
/// </summary>
internal sealed class PlacingWorld : TimeProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly StoreFailure Away = new(StoreFault.Unavailable, "away");

    private readonly Random _dice;
    private readonly InProcessCluster _store;
    private readonly List<SimulatedNode> _nodes = [];
    private readonly Dictionary<SessionKey, long> _tokens = [];
    private readonly ValueList<SessionKey> _sessions;
    private TimeSpan _now = TimeSpan.FromHours(1);
    private bool _isStoreAway;
    private bool _isStoreShaky;

    internal PlacingWorld(int seed, int nodes, int sessions)
    {
        _dice = new Random(seed);
        _store = new InProcessCluster(Cluster.Terms, this);
        _sessions = Cluster.Sessions(sessions);
        for (var i = 1; i <= nodes; i++)
            _nodes.Add(new SimulatedNode(this, Cluster.Node(i, _sessions)));
    }

    internal int Moves { get; private set; }

    internal List<PlacingEffect> Seen { get; } = [];

    internal IReadOnlyList<SimulatedNode> Nodes => _nodes;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    internal void StoreGoes() => _isStoreAway = true;

    internal void StoreComesBack() => _isStoreAway = false;

    internal void Pass(TimeSpan time)
    {
        for (var end = _now + time; _now < end; _now += Step)
        {
            foreach (var node in _nodes)
                node.Live();
            foreach (var session in _sessions)
                Held(session).Count.ShouldBeLessThan(2, $"{session} is held twice at {_now}");
        }
    }

    /// <param name="time">How long.</param>
    /// <param name="isStoreShaky">Whether the store refuses one question in twenty besides.</param>
    internal void PassInTrouble(TimeSpan time, bool isStoreShaky)
    {
        _isStoreShaky = isStoreShaky;
        for (var end = _now + time; _now < end; Pass(TimeSpan.FromMilliseconds(_dice.Next(10, 800))))
        {
            var node = _nodes[_dice.Next(_nodes.Count)];
            switch (_dice.Next(8))
            {
                case 0:
                    node.Kill();
                    break;
                case 1:
                    node.Freeze();
                    break;
                case 2:
                    StoreGoes();
                    break;
                case 3:
                    StoreComesBack();
                    break;
                default:
                    node.Thaw();
                    node.StartIfDead();
                    break;
            }
        }
    }

    internal void Heal()
    {
        _isStoreShaky = false;
        StoreComesBack();
        foreach (var node in _nodes)
        {
            node.Thaw();
            node.StartIfDead();
        }
    }

    /// <summary>Nodes do not go round in step.</summary>
    private TimeSpan PartOfARound => Cluster.Limits.RoundEvery * _dice.NextDouble();

    /// <summary>Starts that took a session from a node that lived and could have renewed.</summary>
    internal List<string> TakenFromTheLiving { get; } = [];

    internal List<SimulatedNode> Held(SessionKey session) => [.. _nodes.Where(x => x.Holds(session, _now))];

    /// <summary>One node's rules, its guardians' holds, and what the store still has to answer.</summary>
    internal sealed class SimulatedNode
    {
        private readonly PlacingWorld _world;
        private readonly ClusterNode _self;
        private readonly Dictionary<SessionKey, LeaseHold> _holds = [];
        private readonly List<(TimeSpan At, Func<PlacingInput> Input)> _due = [];
        private ISessionLeases _leases;
        private PlacingState _state;
        private TimeSpan? _wakeAt;

        internal SimulatedNode(PlacingWorld world, ClusterNode self)
        {
            (_world, _self) = (world, self);
            _leases = world._store.LeasesOf(self.Name);
            _state = PlacingState.Initial(self, Cluster.Limits, world._now);
            _wakeAt = world._now + world.PartOfARound;
        }

        private bool IsFrozen { get; set; }

        /// <summary>Since when it has not been dead or frozen.</summary>
        private TimeSpan AwakeSince { get; set; }

        internal bool IsDead { get; private set; }

        internal bool IsHalted { get; private set; }

        internal bool Holds(SessionKey session, TimeSpan now) =>
            _holds.TryGetValue(session, out var hold) && hold.At(now) == LeaseStanding.Held;

        internal int Count(TimeSpan now) => _holds.Values.Count(x => x.At(now) == LeaseStanding.Held);

        internal void Freeze() => IsFrozen = true;

        internal void Thaw()
        {
            if (IsFrozen)
                (IsFrozen, AwakeSince) = (false, _world._now);
        }

        internal void Kill()
        {
            IsDead = true;
            _holds.Clear();
            _due.Clear();
        }

        internal void StartIfDead()
        {
            if (!IsDead)
                return;
            (IsDead, AwakeSince) = (false, _world._now);
            _leases = _world._store.LeasesOf(_self.Name);
            _state = PlacingState.Initial(_self, Cluster.Limits, _world._now);
            _wakeAt = _world._now + _world.PartOfARound;
        }

        internal void Stop() => Decide(new PlacingInput.Stopping());

        internal void Live()
        {
            if (IsDead || IsFrozen)
                return;
            foreach (var due in _due.Where(x => x.At <= _world._now).ToList())
            {
                _due.Remove(due);
                Decide(due.Input());
            }

            if (_wakeAt <= _world._now)
                Decide(new PlacingInput.Woke());
        }

        private void Decide(PlacingInput input)
        {
            var decision = PlacingRules.Decide(_state, input, _world._now);
            (_state, _wakeAt) = (decision.State, decision.WakeAt);
            foreach (var effect in decision.Effects)
            {
                _world.Seen.Add(effect);
                CarryOut(effect);
            }
        }

        private void CarryOut(PlacingEffect effect)
        {
            switch (effect)
            {
                case PlacingEffect.Join:
                    Ask(x => x.JoinAsync(_self), x => new PlacingInput.JoinEnded(x), new RosterJoin.Failed(Away));
                    break;
                case PlacingEffect.Beat beat:
                    Ask(
                        x => x.BeatAsync(beat.Membership),
                        x => new PlacingInput.BeatEnded(x),
                        new RosterBeat.Failed(Away)
                    );
                    break;
                case PlacingEffect.Leave leave:
                    _world._store.LeaveAsync(leave.Membership);
                    break;
                case PlacingEffect.ReadLeases:
                    Ask(_ => _leases.ReadAsync(), x => new PlacingInput.ReadEnded(x), new LeasesReading.Failed(Away));
                    break;
                case PlacingEffect.Acquire acquire:
                    var askedAt = _world._now;
                    Ask(
                        _ => _leases.AcquireAsync(acquire.Session, acquire.Ended),
                        x => new PlacingInput.AcquireEnded(acquire.Session, From(x, askedAt)),
                        new LeaseAcquisition.Failed(Away)
                    );
                    break;
                case PlacingEffect.Renew renew:
                    var renewedAt = _world._now;
                    Ask(
                        _ => _leases.RenewAsync(renew.Leases),
                        x => new PlacingInput.RenewEnded(renew.Leases, From(x, renewedAt)),
                        new LeaseRenewal.Failed(Away)
                    );
                    break;
                case PlacingEffect.Release release:
                    if (_holds.TryGetValue(release.Lease.Session, out var hold) && hold.Token == release.Lease.Token)
                        hold.At(_world._now).ShouldBe(LeaseStanding.FencedOut, "given back while it could send");
                    _leases.ReleaseAsync(release.Lease);
                    break;
                case PlacingEffect.Start start:
                    _world.Moves++;
                    if (_world._nodes.FirstOrDefault(x => x.MayGoOnWith(start.Lease.Session)) is { } living)
                        _world.TakenFromTheLiving.Add($"{start.Lease} from {living._self.Name} at {_world._now}");
                    start.Lease.Token.Value.ShouldBeGreaterThan(_world._tokens.GetValueOrDefault(start.Lease.Session));
                    _world._tokens[start.Lease.Session] = start.Lease.Token.Value;
                    _holds[start.Lease.Session] = new LeaseHold(start.Lease);
                    break;
                case PlacingEffect.Keep keep:
                    _holds[keep.Lease.Session].Renewed(keep.Lease);
                    break;
                case PlacingEffect.FenceOut fence:
                    End(fence.Lease);
                    break;
                case PlacingEffect.HandOver { EvenIfBusy: false } hand when _world._dice.Next(2) == 0:
                    Later(() => new PlacingInput.GuardianBusy(hand.Lease.Session));
                    break;
                case PlacingEffect.HandOver hand:
                    End(hand.Lease);
                    break;
                case PlacingEffect.CoordinationLost:
                    IsHalted = true;
                    break;
                case PlacingEffect.CoordinationBack:
                    IsHalted = false;
                    break;
            }
        }

        /// <summary>It lives, was not frozen for as long as a lease is watched, and has not been told that the session is lost.</summary>
        private bool MayGoOnWith(SessionKey session) =>
            !IsDead
            && !IsFrozen
            && _world._now - AwakeSince > Cluster.Limits.WatchFor
            && _holds.TryGetValue(session, out var hold)
            && hold.At(_world._now) != LeaseStanding.FencedOut;

        private void End(SessionLease lease)
        {
            _holds[lease.Session].FencedOut();
            Later(() => new PlacingInput.GuardianStopped(lease));
        }

        /// <summary>The store is reached a while after it is asked, and its answer arrives a while after that.</summary>
        private void Ask<T>(Func<INodeRoster, Task<T>> ask, Func<T, PlacingInput> input, T failed)
            where T : class
        {
            T? answer = null;
            Later(() =>
            {
                answer =
                    _world._isStoreAway || _world._isStoreShaky && _world._dice.Next(20) == 0
                        ? failed
                        : Done(ask(_world._store));
                Later(() => input(answer));
                return new PlacingInput.Woke();
            });
        }

        /// <summary>The store lives in this process and has answered by now.</summary>
        private static T Done<T>(Task<T> answer)
        {
            answer.IsCompletedSuccessfully.ShouldBeTrue();
#pragma warning disable RS0030 // Nothing blocks: it is completed.
            return answer.Result;
#pragma warning restore RS0030
        }

        private void Later(Func<PlacingInput> input) =>
            _due.Add((_world._now + TimeSpan.FromMilliseconds(_world._dice.Next(0, 120)), input));

        private static LeaseAcquisition From(LeaseAcquisition answer, TimeSpan askedAt) =>
            answer is LeaseAcquisition.Granted granted
                ? new LeaseAcquisition.Granted(From(granted.Lease, askedAt))
                : answer;

        private static LeaseRenewal From(LeaseRenewal answer, TimeSpan askedAt) =>
            answer is LeaseRenewal.Answered answered
                ? new LeaseRenewal.Answered(answered.Leases.Select(x => From(x, askedAt)).ToValueList())
                : answer;

        /// <summary>A lease counts from when it was asked for, however late the store was reached.</summary>
        private static SessionLease From(SessionLease lease, TimeSpan askedAt) =>
            lease with
            {
                EndsAt = askedAt + Cluster.Terms.LeaseDuration,
            };
    }
}
