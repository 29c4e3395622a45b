using Akka.Actor;

namespace Conformance;

public sealed class BehaviorSpec : Spec
{
    [Fact]
    public void Receive_must_choose_the_first_handler_when_several_fit()
    {
        var actor = Sys.ActorOf<Typed>();

        actor.Tell(5);
        actor.Tell(50);
        actor.Tell("text");
        actor.Tell(1.5);

        ExpectMsg("small");
        ExpectMsg("number");
        ExpectMsg("object String");
        ExpectMsg("object Double");
    }

    [Fact]
    public void Receive_must_pass_on_when_a_handler_returns_false()
    {
        var actor = Sys.ActorOf<Choosy>();

        actor.Tell(1);
        actor.Tell(2);

        ExpectMsg("odd");
        ExpectMsg("any");
    }

    [Fact]
    public void Receive_must_throw_when_called_after_construction()
    {
        var actor = Sys.ActorOf<Late>();

        actor.Tell("configure");

        ExpectMsg<InvalidOperationException>();
    }

    [Fact]
    public void Become_must_replace_the_handlers_when_stacked_and_popped()
    {
        var actor = Sys.ActorOf<Moody>();

        foreach (
            var message in new[] { "who", "happy", "who", "angry", "who", "calm", "who", "calm", "who", "calm", "who" }
        )
            actor.Tell(message);

        foreach (var mood in new[] { "neutral", "happy", "angry", "happy", "neutral", "neutral" })
            ExpectMsg(mood);
    }

    [Fact]
    public void Async_handler_must_hold_back_messages_when_it_awaits()
    {
        var gate = new TaskCompletionSource();
        var actor = Sys.ActorOf(Props.Create(() => new Awaiting(gate.Task)));

        actor.Tell("slow");
        actor.Tell("fast");

        ExpectMsg("started");
        ExpectNoMsg(Moment);
        gate.SetResult();
        ExpectMsg("slow done");
        LastSender.ShouldBe(actor);
        ExpectMsg("fast");
    }

    [Fact]
    public void Async_handler_must_fail_the_actor_when_it_throws_after_an_await()
    {
        var actor = Sys.ActorOf(Props.Create(() => new AwaitingFailure(TestActor)));

        actor.Tell("fail");
        actor.Tell("next");

        ExpectMsg("restarted by boom after fail");
        ExpectMsg("next");
    }

    private sealed class Typed : ReceiveActor
    {
        public Typed()
        {
            Receive<int>(i => i < 10, _ => Sender.Tell("small"));
            Receive<int>(_ => Sender.Tell("number"));
            ReceiveAny(o => Sender.Tell($"object {o.GetType().Name}"));
        }
    }

    private sealed class Choosy : ReceiveActor
    {
        public Choosy()
        {
            Receive<int>(i =>
            {
                if (i % 2 == 0)
                    return false;
                Sender.Tell("odd");
                return true;
            });
            ReceiveAny(_ => Sender.Tell("any"));
        }
    }

    private sealed class Late : ReceiveActor
    {
        public Late() =>
            Receive<string>(_ =>
            {
                try
                {
                    Receive<int>(_ => { });
                }
                catch (InvalidOperationException e)
                {
                    Sender.Tell(e);
                }
            });
    }

    private sealed class Moody : ReceiveActor
    {
        public Moody() => Configure("neutral");

        private void Configure(string mood)
        {
            Receive<string>(s => s == "who", _ => Sender.Tell(mood));
            Receive<string>(s => s == "happy", _ => Become(() => Configure("happy")));
            Receive<string>(s => s == "angry", _ => BecomeStacked(() => Configure("angry")));
            Receive<string>(s => s == "calm", _ => UnbecomeStacked());
        }
    }

    private sealed class Awaiting : ReceiveActor
    {
        public Awaiting(Task gate)
        {
            ReceiveAsync<string>(
                s => s == "slow",
                async _ =>
                {
                    Sender.Tell("started");
                    await gate;
                    Sender.Tell("slow done");
                }
            );
            ReceiveAny(m => Sender.Tell(m));
        }
    }

    private sealed class AwaitingFailure : ReceiveActor
    {
        private readonly IActorRef _probe;

        public AwaitingFailure(IActorRef probe)
        {
            _probe = probe;
            ReceiveAsync<string>(
                s => s == "fail",
                async _ =>
                {
                    await Task.Yield();
                    throw new InvalidOperationException("boom");
                }
            );
            ReceiveAny(m => Sender.Tell(m));
        }

        protected override void PreRestart(Exception reason, object message)
        {
            _probe.Tell($"restarted by {reason.Message} after {message}");
            base.PreRestart(reason, message);
        }
    }
}
