using Akka.Actor;
using Akka.TestKit;

namespace Conformance;

public sealed class TimersSpec() : Spec("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"")
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TestScheduler Time => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Single_timer_must_fire_once_when_its_time_comes()
    {
        var actor = Timed();
        Command(actor, timers => timers.StartSingleTimer("key", "tick", Second));

        Time.Advance(Second - TimeSpan.FromTicks(1));
        ExpectNoMsg(Moment);
        Time.Advance(TimeSpan.FromTicks(1));
        ExpectMsg("tick");
        Time.Advance(10 * Second);

        ExpectNoMsg(Moment);
        IsActive(actor).ShouldBeFalse();
    }

    [Fact]
    public void Periodic_timer_must_fire_again_when_its_interval_passes()
    {
        var actor = Timed();
        Command(actor, timers => timers.StartPeriodicTimer("key", "tick", Second));

        for (var i = 0; i < 3; i++)
        {
            Time.Advance(Second);
            ExpectMsg("tick");
        }

        IsActive(actor).ShouldBeTrue();
    }

    [Fact]
    public void Timer_must_be_replaced_when_its_key_is_used_again()
    {
        var actor = Timed();
        Command(actor, timers => timers.StartSingleTimer("key", "old", Second));
        Command(actor, timers => timers.StartSingleTimer("key", "new", 2 * Second));

        Time.Advance(2 * Second);

        ExpectMsg("new");
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Waiting_timer_message_must_be_dropped_when_the_timer_is_canceled()
    {
        var actor = Timed();
        Command(
            actor,
            timers =>
            {
                timers.StartSingleTimer("key", "stale", Second);
                // The message is in the mailbox now, behind this one.
                Time.Advance(Second);
                timers.Cancel("key");
            }
        );

        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Waiting_timer_message_must_be_dropped_when_the_actor_restarts()
    {
        var actor = Timed();

        actor.Tell(
            (Action<ITimerScheduler>)(
                timers =>
                {
                    timers.StartSingleTimer("key", "stale", Second);
                    Time.Advance(Second);
                    throw new InvalidOperationException("boom");
                }
            )
        );
        Command(actor, timers => timers.StartSingleTimer("key", "fresh", Second));
        Time.Advance(Second);

        ExpectMsg("fresh");
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Timers_must_end_when_the_actor_stops()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Akka.Event.DeadLetter));
        var actor = Timed();
        Command(actor, timers => timers.StartPeriodicTimer("key", "tick", Second));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);

        Time.Advance(Second);

        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Messages_must_arrive_in_order_of_time_when_scheduled_in_another()
    {
        foreach (var i in new[] { 3, 1, 2 })
            Sys.Scheduler.ScheduleTellOnce(Second * i, TestActor, i, ActorRefs.NoSender);

        Time.Advance(3 * Second);

        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    private IActorRef Timed() => Sys.ActorOf(Props.Create(() => new TimedActor(TestActor)));

    private void Command(IActorRef actor, Action<ITimerScheduler> command)
    {
        actor.Tell(command);
        actor.Tell("done?");
        ExpectMsg("done");
    }

    private bool IsActive(IActorRef actor)
    {
        actor.Tell("active?");
        return ExpectMsg<bool>();
    }

    private sealed class TimedActor : ReceiveActor, IWithTimers
    {
        public TimedActor(IActorRef probe)
        {
            Receive<Action<ITimerScheduler>>(command => command(Timers));
            Receive<string>(s => s == "done?", _ => probe.Tell("done"));
            Receive<string>(s => s == "active?", _ => probe.Tell(Timers.IsTimerActive("key")));
            ReceiveAny(probe.Tell);
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }
}
