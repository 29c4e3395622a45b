using Akka.Actor;

namespace Conformance;

/// <summary>What a restart keeps, what it loses, and what becomes of an actor whose hooks fail.</summary>
public sealed class RestartSpec : Spec
{
    [Fact]
    public void Behavior_must_be_the_first_one_again_when_the_actor_restarts()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Moody()));

        foreach (var message in new[] { "become", "who", "fail", "who" })
            actor.Tell(message);

        ExpectMsg("another");
        ExpectMsg("first");
    }

    [Fact]
    public void Watch_must_last_when_the_watcher_restarts()
    {
        var watched = Sys.ActorOf(Props.Create(() => new Moody()));
        var watcher = Sys.ActorOf(Props.Create(() => new Scripted(TestActor, "")));
        watcher.Tell(watched);
        ExpectMsg("watching");

        watcher.Tell("fail");
        Sys.Stop(watched);

        ExpectMsg("it died");
    }

    [Fact]
    public void Children_must_restart_as_well_when_their_parent_keeps_them()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Keeping(TestActor, 1)), "parent");
        ExpectMsg("parent runs");
        ExpectMsg("child runs");

        parent.Tell("fail");

        ExpectMsg("parent restarts");
        ExpectMsg("child restarts");
    }

    [Theory]
    [InlineData("PreStart")]
    [InlineData("constructor")]
    public void Actor_must_stop_when_it_cannot_start(string broken)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Scripted(TestActor, broken)));

        Watch(actor);

        ExpectTerminated(actor);
    }

    [Fact]
    public void Restart_must_go_on_when_the_old_instance_fails_once_more()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Scripted(TestActor, "PreRestart")));

        actor.Tell("fail");
        actor.Tell("ping");

        ExpectMsg("pong");
    }

    [Fact]
    public void Actor_must_stop_when_its_next_instance_fails_to_start()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Scripted(TestActor, "PostRestart")));
        Watch(actor);

        actor.Tell("fail");

        ExpectTerminated(actor);
    }

    [Fact]
    public void Death_must_be_told_when_the_last_hook_fails()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Scripted(TestActor, "PostStop")));
        Watch(actor);

        Sys.Stop(actor);

        ExpectTerminated(actor);
    }

    private sealed class Moody : ReceiveActor
    {
        public Moody()
        {
            Receive<string>(s => s == "become", _ => Become(Another));
            Receive<string>(_ => Sender.Tell("first"));
        }

        private void Another()
        {
            Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("boom"));
            Receive<string>(_ => Sender.Tell("another"));
        }
    }

    /// <summary>Fails when it is told to, and in the step that it is made for.</summary>
    private sealed class Scripted : ReceiveActor
    {
        private readonly string _broken;

        public Scripted(IActorRef probe, string broken)
        {
            _broken = broken;
            Step("constructor");
            Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("boom"));
            Receive<string>(s => s == "ping", _ => probe.Tell("pong"));
            Receive<IActorRef>(watched =>
                probe.Tell(Context.Watch(watched).Equals(watched) ? "watching" : "not watching")
            );
            Receive<Terminated>(_ => probe.Tell("it died"));
        }

        protected override void PreStart() => Step("PreStart");

        protected override void PostStop() => Step("PostStop");

        protected override void PreRestart(Exception reason, object message) => Step("PreRestart");

        protected override void PostRestart(Exception reason) => Step("PostRestart");

        private void Step(string step)
        {
            if (step == _broken)
                throw new InvalidOperationException($"{step} is broken");
        }
    }

    /// <summary>Does not stop its children when it restarts.</summary>
    private sealed class Keeping : ReceiveActor
    {
        private readonly IActorRef _probe;
        private readonly int _generations;

        public Keeping(IActorRef probe, int generations)
        {
            _probe = probe;
            _generations = generations;
            Receive<string>(_ => throw new InvalidOperationException("boom"));
        }

        private string Name => _generations == 1 ? "parent" : "child";

        protected override void PreStart()
        {
            _probe.Tell($"{Name} runs");
            if (_generations == 1)
                Context.ActorOf(Props.Create(() => new Keeping(_probe, 0)), "child");
        }

        protected override void PreRestart(Exception reason, object message) { }

        protected override void PostRestart(Exception reason) => _probe.Tell($"{Name} restarts");
    }
}
