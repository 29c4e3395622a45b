using Akka.Actor;

namespace Conformance;

public sealed class GracefulStopSpec : Spec
{
    [Fact]
    public async Task Stop_must_be_confirmed_after_waiting_messages_when_the_actor_stops()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Relay(TestActor)));
        actor.Tell("before");

        (await actor.GracefulStop(Soon)).ShouldBeTrue();

        ExpectMsg("before");
    }

    [Fact]
    public async Task Stop_must_be_confirmed_when_the_actor_has_stopped_already()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Relay(TestActor)));
        (await actor.GracefulStop(Soon)).ShouldBeTrue();

        (await actor.GracefulStop(Soon)).ShouldBeTrue();
    }

    [Fact]
    public async Task Stop_must_be_denied_when_the_actor_does_not_stop_in_time()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Relay(TestActor)));

        (await actor.GracefulStop(Moment, "a message that stops nothing")).ShouldBeFalse();
    }

    [Fact]
    public async Task Actor_must_choose_how_to_stop_when_given_a_message_for_it()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Relay(TestActor)));

        (await actor.GracefulStop(Soon, "stop")).ShouldBeTrue();

        ExpectMsg("stopping");
    }

    private sealed class Relay(IActorRef to) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "stop")
            {
                to.Tell("stopping");
                Context.Stop(Self);
            }
            else
            {
                to.Tell(message);
            }
        }
    }
}
