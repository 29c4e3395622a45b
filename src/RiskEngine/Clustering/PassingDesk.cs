using System.Diagnostics;
using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>Has messages answered by the nodes that run their sessions, and hands on what other nodes pass to this one.</summary>
/// <remarks>
/// A thin shell: <see cref="PassingRules"/> decides, this carries out. It never waits: what other nodes say comes back as a
/// message. Before it goes, by a restart too, everyone who waited is told how much is known.
/// </remarks>
internal sealed class PassingDesk : ReceiveActor
{
    internal const string Name = "~peers";

    private readonly ClusterPlan _plan;
    private readonly IReadOnlyDictionary<SessionKey, IActorRef> _seats;
    private readonly Dictionary<long, Asker> _askers = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Alarm _alarm;
    private PassingState _state;
    private long _calls;

    public PassingDesk(
        ClusterPlan plan,
        IReadOnlyDictionary<SessionKey, IActorRef> seats,
        IActorRef killSwitch,
        IActorRef accountNews
    )
    {
        (_plan, _seats) = (plan, seats);
        _alarm = plan.Clock.AlarmFor(Self, Wake.Up);
        _state = PassingState.Initial(plan.Node, plan.Passing);
        Receive<PassOn>(on => OnPassOn(on.Message));
        Receive<PeerMessage.ForSession>(OnPeer);
        Receive<PeerMessage.OfSwitch>(killSwitch.Forward);
        Receive<PeerMessage.OfAccount>(accountNews.Forward);
        Receive<UnknownMessage>(message =>
        {
            _log.Warning("A message {Message} of a newer node is not understood here, and goes back.", message.Name);
            Sender.Tell(message);
        });
        Receive<GetClusterView>(_ => Sender.Tell(_state.View));
        Receive<Wake>(_ => Decide(new PassingInput.Woke()));
        Receive<PassingInput>(Decide);
    }

    protected override void PostStop()
    {
        Decide(new PassingInput.Stopping());
        _alarm.Dispose();
    }

    private void OnPassOn(ISessionMessage message)
    {
        if (_plan.Ports.Peers is null || !PeerMessage.ForSession.IsPassedOn(message))
        {
            Refusal.NotOnThisNode.Answer(message, Sender, Self);
            return;
        }

        _askers[++_calls] = Asker.Of(message, Sender);
        Decide(new PassingInput.Asked(_calls, message));
    }

    private void OnPeer(PeerMessage.ForSession passed)
    {
        _plan.Audit.PassedOn(passed);
        if (_seats.TryGetValue(passed.Message.Session, out var seat))
            seat.Forward(new HereOnly(passed.Message));
        else
            Refusal.NotOnThisNode.Answer(passed.Message, Sender, Self);
    }

    private void Decide(PassingInput input)
    {
        var now = _plan.Clock.Now.Running;
        var decision = PassingRules.Decide(_state, input, now);
        _state = decision.State;
        foreach (var effect in decision.Effects)
            CarryOut(effect);
        if (decision.WakeAt is { } at)
            _alarm.RingIn(at - now);
        else
            _alarm.TurnOff();
    }

    private void CarryOut(PassingEffect effect)
    {
        switch (effect)
        {
            case PassingEffect.Ask ask:
                Ask(ask);
                break;
            case PassingEffect.Answer answer:
                if (!answer.IsHeard)
                {
                    _log.Info("Session {Session}: {Event}", answer.Event.Session, answer.Event);
                    _plan.Audit.Told(answer.Event);
                }

                if (_askers.Remove(answer.Call, out var asker))
                    asker.Tell(answer.Event, Self);
                break;
            default:
                throw ClosedUnion.Unhandled(effect);
        }
    }

    private void Ask(PassingEffect.Ask ask)
    {
        if (ask.Node.Name == _plan.Node.Name)
            AskHere(ask);
        else
            _plan
                .Ports.Peers!.AskAsync(ask.Node, new PeerMessage.ForSession(_plan.Node.Name, ask.Message), ask.Patience)
                .PipeTo(
                    Self,
                    Self,
                    answer => Ended(ask, answer),
                    defect => Ended(ask, new PeerAnswer.Silent(defect.Message))
                );
    }

    private void AskHere(PassingEffect.Ask ask)
    {
        if (_seats.TryGetValue(ask.Message.Session, out var seat))
            Context.Ask(_plan.Clock, seat, new HereOnly(ask.Message), ask.Patience, reply => Ended(ask, Of(reply)));
        else
            Self.Tell(Ended(ask, new PeerAnswer.NotTaken("This node cannot run the session.")));
    }

    private static PassingInput.Ended Ended(PassingEffect.Ask ask, PeerAnswer answer) =>
        new(ask.Call, ask.Node.Name, answer);

    private static PeerAnswer Of(QuestionReply reply) =>
        reply switch
        {
            QuestionReply.Heard heard => new PeerAnswer.Heard(heard.Answer),
            QuestionReply.Silence => new PeerAnswer.Silent("The session did not answer in time."),
            _ => throw new UnreachableException($"{reply}"),
        };

    private sealed record Wake : INotInfluenceReceiveTimeout
    {
        internal static readonly Wake Up = new();
    }
}
