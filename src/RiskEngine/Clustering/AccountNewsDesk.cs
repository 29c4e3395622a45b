using Akka.Actor;

namespace RiskEngine;

/// <summary>Tells other nodes of account-wide cancels that are out here, and the sessions here of those that are out there.</summary>
/// <remarks>
/// A thin shell: <see cref="AccountNewsRules"/> decides, this carries out. A restart loses what it knows: guardians keep what they
/// were told, and no cancel waits for it.
/// </remarks>
internal sealed class AccountNewsDesk : ReceiveActor
{
    private readonly ClusterPlan _plan;
    private readonly IReadOnlyDictionary<SessionKey, IActorRef> _seats;
    private readonly Alarm _alarm;
    private AccountNewsState _state;

    public AccountNewsDesk(ClusterPlan plan, IReadOnlyDictionary<SessionKey, IActorRef> seats)
    {
        (_plan, _seats) = (plan, seats);
        _alarm = plan.Clock.AlarmFor(Self, Wake.Up);
        _state = AccountNewsState.Initial(plan.Node.Name, plan.Passing);
        Receive<GuardianEffect.TellAccountCancel>(tell => Decide(new AccountNewsInput.Told(tell.News)));
        Receive<GateWanted>(wanted => Decide(new AccountNewsInput.GuardianUp(wanted.Session)));
        Receive<PeerMessage.OfAccount>(message =>
        {
            Decide(new AccountNewsInput.Heard(message));
            Sender.Tell(new AccountCancelNoted(plan.Node.Name, message.By));
        });
        Receive<Wake>(_ => Decide(new AccountNewsInput.Woke()));
        Receive<AccountNewsInput>(Decide);
    }

    protected override void PostStop() => _alarm.Dispose();

    private void Decide(AccountNewsInput input)
    {
        var now = _plan.Clock.Now.Running;
        var decision = AccountNewsRules.Decide(_state, input, now);
        _state = decision.State;
        foreach (var effect in decision.Effects)
            CarryOut(effect);
        if (decision.WakeAt is { } at)
            _alarm.RingIn(at - now);
        else
            _alarm.TurnOff();
    }

    private void CarryOut(AccountNewsEffect effect)
    {
        switch (effect)
        {
            case AccountNewsEffect.Tell tell:
                Tell(tell);
                break;
            case AccountNewsEffect.Pass pass:
                foreach (var (session, seat) in _seats)
                    if (session != pass.News.By && (pass.Only is null || pass.Only == session))
                        seat.Tell(new GuardianInput.AccountCancelHeard(pass.News));
                break;
            case AccountNewsEffect.Report report:
                _seats[report.By].Tell(new GuardianInput.AccountCancelUnheard(report.Unheard));
                break;
            default:
                throw ClosedUnion.Unhandled(effect);
        }
    }

    private void Tell(AccountNewsEffect.Tell tell)
    {
        var told = _plan.Ports.Peers is { } peers
            ? peers.AskAsync(tell.Node, tell.Message, tell.Patience)
            : Task.FromResult<PeerAnswer>(new PeerAnswer.NotTaken("There is no way to other nodes."));
        told.PipeTo(Self, Self, Ended, defect => Ended(new PeerAnswer.Silent(defect.Message)));

        AccountNewsInput Ended(PeerAnswer answer) =>
            new AccountNewsInput.Ended(tell.Message.By, tell.Notice, tell.Node.Name, answer);
    }

    private sealed record Wake : INotInfluenceReceiveTimeout
    {
        internal static readonly Wake Up = new();
    }
}
