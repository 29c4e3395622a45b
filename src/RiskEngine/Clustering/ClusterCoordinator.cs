using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>A node's part in its cluster: says that it lives, holds leases, and has guardians started and stopped by them.</summary>
/// <remarks>
/// A thin shell: <see cref="PlacingRules"/> decides, this carries out. It also has the kill switch read its log again,
/// at once when another node tells of a record, and regularly since nobody need have told. A restart loses what it
/// knows: its seats are then fenced out, and their leases end by themselves.
/// </remarks>
internal sealed class ClusterCoordinator : ReceiveActor
{
    private readonly ClusterPlan _plan;
    private readonly IReadOnlyDictionary<SessionKey, IActorRef> _seats;
    private readonly IActorRef _killSwitch;
    private readonly IActorRef _desk;
    private readonly IActorRef _accountNews;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Alarm _alarm;
    private readonly Alarm _poll;
    private PlacingState _state;
    private ClusterView _view = ClusterView.Nothing;
    private IDisposable? _subscription;
    private IActorRef? _leaver;
    private int _givingBack;

    public ClusterCoordinator(
        ClusterPlan plan,
        IReadOnlyDictionary<SessionKey, IActorRef> seats,
        IActorRef killSwitch,
        IActorRef desk,
        IActorRef accountNews
    )
    {
        (_plan, _seats, _killSwitch) = (plan, seats, killSwitch);
        (_desk, _accountNews) = (desk, accountNews);
        _alarm = plan.Clock.AlarmFor(Self, Wake.Up);
        _poll = plan.Clock.AlarmFor(Self, ReadAgain.Instance);
        _state = PlacingState.Initial(plan.Node, plan.Settings.Limits, Now);
        Receive<Wake>(_ => Decide(new PlacingInput.Woke()));
        Receive<ReadAgain>(_ => _killSwitch.Tell(new SwitchInput.LogChanged()));
        Receive<LeaveCluster>(_ => OnLeave());
        Receive<GaveBack>(OnGaveBack);
        Receive<PlacingInput>(Decide);
    }

    private TimeSpan Now => _plan.Clock.Now.Running;

    protected override void PreStart()
    {
        var killSwitch = _killSwitch;
        _subscription = _plan.Ports.Changes?.Subscribe(() => killSwitch.Tell(new SwitchInput.LogChanged()));
        _poll.RingEvery(_plan.Settings.Limits.RoundEvery);
        Decide(new PlacingInput.Woke());
    }

    protected override void PostStop()
    {
        _subscription?.Dispose();
        _alarm.Dispose();
        _poll.Dispose();
        // Also before a restart: nobody would renew these any more.
        foreach (var lease in _state.Leases)
            _seats[lease.Session].Tell(new FenceSeat(lease));
    }

    private void OnLeave()
    {
        _leaver = Sender;
        Decide(new PlacingInput.Stopping());
    }

    private void Decide(PlacingInput input)
    {
        var now = Now;
        var decision = PlacingRules.Decide(_state, input, now);
        _state = decision.State;
        foreach (var effect in decision.Effects)
            CarryOut(effect);
        if (decision.WakeAt is { } at)
            _alarm.RingIn(at - now);
        AnswerLeaver();
    }

    private void CarryOut(PlacingEffect effect)
    {
        var (leases, roster) = (_plan.Ports.Leases, _plan.Ports.Roster);
        switch (effect)
        {
            case PlacingEffect.Join:
                Ask(roster.JoinAsync(_plan.Node), x => new RosterJoin.Failed(x), x => new PlacingInput.JoinEnded(x));
                break;
            case PlacingEffect.Beat beat:
                Ask(
                    roster.BeatAsync(beat.Membership),
                    x => new RosterBeat.Failed(x),
                    x => new PlacingInput.BeatEnded(x)
                );
                break;
            case PlacingEffect.ReadLeases:
                Ask(leases.ReadAsync(), x => new LeasesReading.Failed(x), x => new PlacingInput.ReadEnded(x));
                break;
            case PlacingEffect.Acquire acquire:
                Ask(
                    leases.AcquireAsync(acquire.Session, acquire.Ended),
                    x => new LeaseAcquisition.Failed(x),
                    x => new PlacingInput.AcquireEnded(acquire.Session, x)
                );
                break;
            case PlacingEffect.Renew renew:
                Ask(
                    leases.RenewAsync(renew.Leases),
                    x => new LeaseRenewal.Failed(x),
                    x => new PlacingInput.RenewEnded(renew.Leases, x)
                );
                break;
            case PlacingEffect.Release release:
                GiveBack(leases.ReleaseAsync(release.Lease), $"Lease {release.Lease.Token} of {release.Lease.Session}");
                break;
            case PlacingEffect.Leave leave:
                GiveBack(roster.LeaveAsync(leave.Membership), $"{leave.Membership.Node.Name}");
                break;
            case PlacingEffect.Start start:
                _seats[start.Lease.Session].Tell(new TakeSeat(start.Lease));
                break;
            case PlacingEffect.Keep keep:
                _seats[keep.Lease.Session].Tell(new KeepSeat(keep.Lease));
                break;
            case PlacingEffect.FenceOut fence:
                _seats[fence.Lease.Session].Tell(new FenceSeat(fence.Lease));
                break;
            case PlacingEffect.HandOver hand:
                _seats[hand.Lease.Session].Tell(new HandOverSeat(hand.Lease, hand.EvenIfBusy));
                break;
            case PlacingEffect.ViewChanged changed:
                Show(_view.Hearing(changed.Live, changed.Holders));
                break;
            case PlacingEffect.CoordinationLost:
                _log.Error("The store that the nodes share does not answer: order entry is halted, cancels pass.");
                _killSwitch.Tell(new SwitchInput.CoordinationLost(_plan.Settings.CancelsOnCoordinationLoss));
                break;
            case PlacingEffect.CoordinationBack:
                _log.Warning("The store that the nodes share answers again; what it knows decides.");
                _killSwitch.Tell(new SwitchInput.CoordinationBack());
                break;
            case PlacingEffect.NameTaken:
                _log.Error("Another process runs as {Node}: this one gives up every session.", _plan.Node.Name);
                break;
            default:
                throw ClosedUnion.Unhandled(effect);
        }
    }

    private void Show(ClusterView view)
    {
        if (view == _view)
            return;
        _view = view;
        _desk.Tell(new PassingInput.ViewChanged(view));
        _killSwitch.Tell(new SwitchInput.ViewChanged(view));
        _accountNews.Tell(new AccountNewsInput.ViewChanged(view));
    }

    /// <summary>Whatever a store does is an answer, and so is a defect of one here.</summary>
    private void Ask<T>(Task<T> asked, Func<StoreFailure, T> failed, Func<T, PlacingInput> input) =>
        asked.PipeTo(
            Self,
            Self,
            answer => input(answer),
            defect => input(failed(new StoreFailure(StoreFault.Unavailable, defect.Message)))
        );

    /// <summary>Whoever makes the node leave waits for it: the store is closed after.</summary>
    private void GiveBack(Task<StoreChange> asked, string what)
    {
        _givingBack++;
        asked.PipeTo(
            Self,
            Self,
            answer => new GaveBack(what, answer as StoreChange.Failed),
            defect => new GaveBack(
                what,
                new StoreChange.Failed(new StoreFailure(StoreFault.Unavailable, defect.Message))
            )
        );
    }

    private void OnGaveBack(GaveBack gave)
    {
        _givingBack--;
        if (gave.Failed is { Failure: var failure })
            _log.Warning("{Lease} could not be given back, and ends by itself: {Failure}", gave.What, failure);
        AnswerLeaver();
    }

    private void AnswerLeaver()
    {
        if (_leaver is null || _givingBack > 0 || _state.Leases.Any())
            return;
        _leaver.Tell(ClusterLeft.Instance);
        _leaver = null;
    }

    /// <summary>The store is done with a lease, or with the node's entry in the roster.</summary>
    private sealed record GaveBack(string What, StoreChange.Failed? Failed);

    private sealed record Wake : INotInfluenceReceiveTimeout
    {
        internal static readonly Wake Up = new();
    }

    private sealed record ReadAgain : INotInfluenceReceiveTimeout
    {
        internal static readonly ReadAgain Instance = new();
    }
}
