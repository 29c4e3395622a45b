using Akka.Actor;

namespace Conformance;

public sealed class SchedulerSpec : Spec
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Message_must_arrive_after_the_delay_when_scheduled_once()
    {
        var start = Sys.Scheduler.MonotonicClock;

        Sys.Scheduler.ScheduleTellOnce(Tick, TestActor, "later", ActorRefs.NoSender);

        ExpectMsg("later");
        (Sys.Scheduler.MonotonicClock - start).ShouldBeGreaterThanOrEqualTo(Tick);
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Messages_must_arrive_until_canceled_when_scheduled_repeatedly()
    {
        var cancelable = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(Tick, Tick, TestActor, "again", TestActor);

        ExpectMsg("again");
        ExpectMsg("again");
        ExpectMsg("again");
        cancelable.Cancel();

        // The last one may be on its way.
        AwaitAssert(() => ExpectNoMsg(Tick * 3), Soon);
        cancelable.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_must_happen_when_canceled_before_the_delay()
    {
        var start = Sys.Scheduler.MonotonicClock;
        var own = Sys.Scheduler.ScheduleTellOnceCancelable(Tick, TestActor, "own", TestActor);
        var given = new Cancelable(Sys.Scheduler);
        Sys.Scheduler.ScheduleTellOnce(Tick, TestActor, "given", TestActor, given);

        own.Cancel();
        given.Cancel();

        // A machine that stood still until the time had come proves nothing.
        if (Sys.Scheduler.MonotonicClock - start < Tick)
            ExpectNoMsg(Tick * 3);
    }

    [Fact]
    public void Action_must_run_when_its_time_comes()
    {
        Sys.Scheduler.Advanced.ScheduleOnce(Tick, () => TestActor.Tell("ran", ActorRefs.NoSender));

        ExpectMsg("ran");
    }

    [Fact]
    public void Delay_must_be_refused_when_it_is_negative() =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            Sys.Scheduler.ScheduleTellOnce(-Tick, TestActor, "never", ActorRefs.NoSender)
        );
}
