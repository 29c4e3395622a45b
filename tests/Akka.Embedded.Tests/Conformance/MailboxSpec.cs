using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Conformance;

/// <summary>Lets urgent messages overtake: what a control-aware mailbox is elsewhere.</summary>
public sealed class UrgentFirstMailbox(Settings settings, Config config)
    : UnboundedStablePriorityMailbox(settings, config)
{
    protected override int PriorityGenerator(object message) => message is "urgent" ? 0 : 1;
}

public sealed class MailboxSpec()
    : Spec(
        """
        urgent-first { mailbox-type = "Conformance.UrgentFirstMailbox, Akka.Embedded.Tests" }
        bounded {
          mailbox-type = "Akka.Dispatch.BoundedMailbox"
          mailbox-capacity = 2
          mailbox-push-timeout-time = 0s
        }
        """
    )
{
    [Fact]
    public void Urgent_message_must_overtake_when_the_mailbox_is_by_priority()
    {
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new Gated(gate, TestActor)).WithMailbox("urgent-first"));
        actor.Tell("gate");
        ExpectMsg("at gate");

        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("urgent");
        actor.Tell(3);
        gate.Set();

        ExpectMsg<object>("urgent");
        ExpectMsg<object>(1);
        ExpectMsg<object>(2);
        ExpectMsg<object>(3);
    }

    [Fact]
    public void Message_over_the_limit_must_become_a_dead_letter_when_the_mailbox_is_bounded()
    {
        using var gate = new ManualResetEventSlim();
        var letters = CreateTestProbe();
        Sys.EventStream.Subscribe(letters, typeof(DeadLetter));
        var actor = Sys.ActorOf(Props.Create(() => new Gated(gate, TestActor)).WithMailbox("bounded"));
        actor.Tell("gate");
        ExpectMsg("at gate");

        actor.Tell(1);
        actor.Tell(2);
        actor.Tell(3);

        letters.ExpectMsg<DeadLetter>().Message.ShouldBe(3);
        gate.Set();
        ExpectMsg<object>(1);
        ExpectMsg<object>(2);
        actor.Tell(4);
        ExpectMsg<object>(4);
    }

    [Fact]
    public void System_message_must_overtake_user_messages_when_both_wait()
    {
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new Gated(gate, TestActor)));
        Watch(actor);
        actor.Tell("gate, then stop");
        ExpectMsg("at gate");

        actor.Tell(1);
        actor.Tell(2);
        gate.Set();

        ExpectTerminated(actor);
    }

    [Fact]
    public void Unknown_mailbox_must_be_refused_when_an_actor_is_created_with_it() =>
        Should.Throw<ConfigurationException>(() =>
            Sys.ActorOf(Props.Create(() => new Gated(null!, TestActor)).WithMailbox("unknown"))
        );

    private sealed class Gated : ReceiveActor
    {
        public Gated(ManualResetEventSlim gate, IActorRef probe)
        {
            Receive<string>(
                s => s.StartsWith("gate", StringComparison.Ordinal),
                s =>
                {
                    probe.Tell("at gate");
                    gate.Wait(Soon);
                    if (s == "gate, then stop")
                        Context.Stop(Self);
                }
            );
            ReceiveAny(probe.Tell);
        }
    }
}
