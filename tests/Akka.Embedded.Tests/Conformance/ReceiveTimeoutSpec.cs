using Akka.Actor;
using Akka.TestKit;

namespace Conformance;

public sealed class ReceiveTimeoutSpec()
    : Spec("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"")
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TestScheduler Time => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Timeout_must_arrive_again_and_again_when_nothing_else_does()
    {
        var actor = Patient();

        Time.Advance(Second);
        ExpectMsg("timeout");
        Settle(actor);
        Time.Advance(Second);

        ExpectMsg("timeout");
    }

    [Fact]
    public void Timeout_must_be_put_off_when_a_message_arrives()
    {
        var actor = Patient();
        Time.Advance(Second * 0.9);

        Ping(actor, "ping");
        Time.Advance(Second * 0.9);

        ExpectNoMsg(Moment);
        Time.Advance(Second * 0.1);
        ExpectMsg("timeout");
    }

    [Fact]
    public void Timeout_must_not_be_put_off_when_the_message_says_so()
    {
        var actor = Patient();
        Time.Advance(Second * 0.9);

        Ping(actor, new Quiet());
        Time.Advance(Second * 0.1);

        ExpectMsg("timeout");
    }

    [Fact]
    public void Timeout_must_end_when_it_is_taken_back()
    {
        var actor = Patient();

        Ping(actor, "stop");
        Time.Advance(10 * Second);

        ExpectNoMsg(Moment);
    }

    private IActorRef Patient()
    {
        var actor = Sys.ActorOf(Props.Create(() => new PatientActor(TestActor)));
        Ping(actor, new Quiet());
        return actor;
    }

    private void Ping(IActorRef actor, object message)
    {
        actor.Tell(message);
        ExpectMsg("seen");
        Settle(actor);
    }

    /// <summary>An actor schedules its timeout after its handler: once it sees a further message, it has.</summary>
    private void Settle(IActorRef actor)
    {
        actor.Tell(new Quiet());
        ExpectMsg("seen");
    }

    private sealed class Quiet : INotInfluenceReceiveTimeout;

    private sealed class PatientActor : ReceiveActor
    {
        public PatientActor(IActorRef probe)
        {
            Context.SetReceiveTimeout(Second);
            Receive<ReceiveTimeout>(_ => probe.Tell("timeout"));
            Receive<string>(
                s => s == "stop",
                _ =>
                {
                    Context.SetReceiveTimeout(null);
                    probe.Tell("seen");
                }
            );
            ReceiveAny(_ => probe.Tell("seen"));
        }
    }
}
