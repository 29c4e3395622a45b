using Akka.Actor;

namespace Conformance;

public sealed class DeathWatchSpec : Spec
{
    [Fact]
    public void Terminated_must_arrive_once_when_an_actor_is_watched_twice()
    {
        var watched = Sys.ActorOf<Idle>();
        Watch(watched);
        Watch(watched);

        Sys.Stop(watched);

        ExpectTerminated(watched).ExistenceConfirmed.ShouldBeTrue();
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Terminated_must_arrive_when_the_actor_is_dead_already()
    {
        var watched = Sys.ActorOf<Idle>();
        Watch(watched);
        Sys.Stop(watched);
        ExpectTerminated(watched);
        var late = CreateTestProbe();

        late.Watch(watched);

        late.ExpectTerminated(watched);
        late.ExpectNoMsg(Moment);
    }

    [Fact]
    public void Terminated_must_not_arrive_when_dead_letters_are_watched()
    {
        Watch(Sys.DeadLetters);

        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Terminated_must_arrive_after_all_that_the_actor_sent_when_it_stops()
    {
        var watched = Sys.ActorOf(Props.Create(() => new Chatty(TestActor)));
        Watch(watched);

        watched.Tell("go");

        for (var i = 0; i < 100; i++)
            ExpectMsg(i);
        ExpectTerminated(watched);
    }

    [Fact]
    public void Terminated_must_not_arrive_when_the_watch_was_taken_back()
    {
        var watched = Sys.ActorOf<Idle>();
        Watch(watched);
        Unwatch(watched);
        var probe = CreateTestProbe();
        probe.Watch(watched);

        Sys.Stop(watched);

        probe.ExpectTerminated(watched);
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Chosen_message_must_arrive_instead_when_watched_with_it()
    {
        var watched = Sys.ActorOf<Idle>();
        Sys.ActorOf(Props.Create(() => new WatchingWith(watched, TestActor)));
        ExpectMsg("watching");

        Sys.Stop(watched);

        ExpectMsg("it died");
    }

    [Fact]
    public void Watcher_must_fail_with_a_death_pact_when_it_does_not_handle_terminated()
    {
        var watched = Sys.ActorOf<Idle>();
        var watcher = Sys.ActorOf(Props.Create(() => new Dependent(watched, TestActor)));
        ExpectMsg("watching");
        Watch(watcher);

        Sys.Stop(watched);

        ExpectTerminated(watcher);
    }

    [Fact]
    public void Death_of_a_child_must_be_no_news_when_its_parent_stopped_it_to_restart()
    {
        var watcher = Sys.ActorOf(Props.Create(() => new ParentAndWatcher(TestActor)));
        watcher.Tell("spawn");
        var child = ExpectMsg<IActorRef>();

        watcher.Tell("fail");
        Watch(child);
        ExpectTerminated(child);
        watcher.Tell("ping");

        ExpectMsg("pong");
    }

    [Fact]
    public void Parent_must_hear_of_its_child_when_it_watches_it()
    {
        var parent = Sys.ActorOf(Props.Create(() => new ParentAndWatcher(TestActor)));
        parent.Tell("spawn");
        var child = ExpectMsg<IActorRef>();

        child.Tell(PoisonPill.Instance);

        ExpectMsg("child gone, 0 left");
    }

    private sealed class Idle : UntypedActor
    {
        protected override void OnReceive(object message) { }
    }

    private sealed class Chatty(IActorRef to) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            for (var i = 0; i < 100; i++)
                to.Tell(i);
            Context.Stop(Self);
        }
    }

    private sealed class WatchingWith : ReceiveActor
    {
        public WatchingWith(IActorRef watched, IActorRef to)
        {
            Context.WatchWith(watched, "it died");
            to.Tell("watching");
            Receive<string>(to.Tell);
        }
    }

    private sealed class Dependent : ReceiveActor
    {
        public Dependent(IActorRef watched, IActorRef to)
        {
            Context.Watch(watched);
            to.Tell("watching");
            Receive<string>(_ => { });
        }
    }

    private sealed class ParentAndWatcher : ReceiveActor
    {
        public ParentAndWatcher(IActorRef to)
        {
            Receive<string>(s => s == "spawn", _ => to.Tell(Context.Watch(Context.ActorOf<Idle>("child"))));
            Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("boom"));
            Receive<string>(s => s == "ping", _ => to.Tell("pong"));
            Receive<Terminated>(_ => to.Tell($"child gone, {Context.GetChildren().Count()} left"));
        }
    }
}
