using Akka.Actor;

namespace Conformance;

public sealed class LifecycleSpec : Spec
{
    [Fact]
    public void Hooks_must_run_in_order_when_an_actor_starts_restarts_and_stops()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Hooked(TestActor)));

        actor.Tell("work");
        actor.Tell("fail");
        actor.Tell("work");
        actor.Tell(PoisonPill.Instance);

        foreach (
            var step in new[]
            {
                "constructor",
                "PreStart",
                "work",
                "PreRestart boom fail",
                "PostStop",
                "constructor",
                "PostRestart boom",
                "PreStart",
                "work",
                "PostStop",
            }
        )
            ExpectMsg(step);
    }

    [Fact]
    public void Children_must_stop_when_their_parent_restarts()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor)));
        parent.Tell("spawn");
        var child = ExpectMsg<IActorRef>();
        var watcher = CreateTestProbe();
        watcher.Watch(child);

        parent.Tell("fail");
        parent.Tell("spawn");

        watcher.ExpectTerminated(child);
        var next = ExpectMsg<IActorRef>();
        next.Path.ShouldBe(child.Path);
        next.ShouldNotBe(child);
    }

    [Fact]
    public void Parent_must_stop_last_when_it_has_children()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor)));
        parent.Tell("spawn");
        var child = ExpectMsg<IActorRef>();
        Watch(child);
        Watch(parent);

        Sys.Stop(parent);

        ExpectTerminated(child);
        ExpectTerminated(parent);
    }

    [Fact]
    public void Instance_must_be_disposed_when_the_actor_stops()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Owner(TestActor)));

        Sys.Stop(actor);

        ExpectMsg("disposed");
    }

    [Fact]
    public void Name_must_be_free_again_when_its_actor_has_stopped()
    {
        var first = Sys.ActorOf(Props.Create(() => new Parent(TestActor)), "name");
        Should.Throw<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Parent(TestActor)), "name"));
        Watch(first);
        Sys.Stop(first);
        ExpectTerminated(first);

        AwaitAssert(() => Sys.ActorOf(Props.Create(() => new Parent(TestActor)), "name").ShouldNotBe(first), Soon);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$mine")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void Name_must_be_refused_when_it_is_not_allowed(string name) =>
        Should.Throw<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Parent(TestActor)), name));

    private sealed class Hooked : ReceiveActor
    {
        private readonly IActorRef _probe;

        public Hooked(IActorRef probe)
        {
            _probe = probe;
            probe.Tell("constructor");
            Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("boom"));
            ReceiveAny(probe.Tell);
        }

        protected override void PreStart() => _probe.Tell("PreStart");

        protected override void PostStop() => _probe.Tell("PostStop");

        protected override void PreRestart(Exception reason, object message)
        {
            _probe.Tell($"PreRestart {reason.Message} {message}");
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            _probe.Tell($"PostRestart {reason.Message}");
            base.PostRestart(reason);
        }
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent(IActorRef probe)
        {
            Receive<string>(
                s => s == "spawn",
                _ => probe.Tell(Context.ActorOf(Props.Create(() => new Parent(probe)), "child"))
            );
            Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("boom"));
        }
    }

    private sealed class Owner(IActorRef probe) : UntypedActor, IDisposable
    {
        public void Dispose() => probe.Tell("disposed", ActorRefs.NoSender);

        protected override void OnReceive(object message) { }
    }
}
