using Akka.Actor;

namespace Conformance;

public sealed class StashSpec : Spec
{
    [Fact]
    public void Stashed_messages_must_come_first_and_in_order_when_unstashed()
    {
        var actor = Sys.ActorOf<Opening>();

        foreach (var message in new[] { "a", "b", "open", "c" })
            actor.Tell(message);

        foreach (var message in new[] { "a", "b", "c" })
            ExpectMsg(message);
    }

    [Fact]
    public void Stashed_messages_must_keep_their_sender_when_unstashed()
    {
        var actor = Sys.ActorOf<Opening>();
        var other = CreateTestProbe();

        other.Send(actor, "from other");
        actor.Tell("open");

        other.ExpectMsg("from other");
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Stashed_message_must_come_back_alone_and_first_when_one_is_unstashed()
    {
        var actor = Sys.ActorOf<Opening>();

        foreach (var message in new[] { "a", "b", "next", "c" })
            actor.Tell(message);

        ExpectMsg("a");
        ExpectMsg("c");
        ExpectNoMsg(Moment);
    }

    [Fact]
    public void Stashed_messages_must_survive_when_the_actor_restarts()
    {
        var actor = Sys.ActorOf<Opening>();

        foreach (var message in new[] { "a", "b", "fail", "c", "open", "d" })
            actor.Tell(message);

        foreach (var message in new[] { "a", "b", "c", "d" })
            ExpectMsg(message);
    }

    [Fact]
    public void Stashed_messages_must_become_dead_letters_when_the_actor_stops()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Akka.Event.DeadLetter));
        var actor = Sys.ActorOf<Opening>();
        actor.Tell("kept");

        actor.Tell(PoisonPill.Instance);

        ExpectMsg<Akka.Event.DeadLetter>().Message.ShouldBe("kept");
    }

    [Fact]
    public void Stash_must_refuse_when_it_is_full()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Reporting(TestActor)).WithStashCapacity(2));

        actor.Tell(1);
        actor.Tell(2);
        actor.Tell(3);

        ExpectMsg("kept 1");
        ExpectMsg("kept 2");
        ExpectMsg(nameof(StashOverflowException));
    }

    [Fact]
    public void Stash_must_refuse_when_given_the_same_message_twice()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Reporting(TestActor)));

        actor.Tell("twice");

        ExpectMsg(nameof(IllegalActorStateException));
    }

    private sealed class Opening : ReceiveActor, IWithUnboundedStash
    {
        public Opening()
        {
            Receive<string>(
                s => s == "open",
                _ =>
                {
                    Become(() => ReceiveAny(m => Sender.Tell(m)));
                    Stash.UnstashAll();
                }
            );
            Receive<string>(
                s => s == "next",
                _ =>
                {
                    Become(() => ReceiveAny(m => Sender.Tell(m)));
                    Stash.Unstash();
                }
            );
            Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("boom"));
            ReceiveAny(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;
    }

    private sealed class Reporting : ReceiveActor, IWithStash
    {
        public Reporting(IActorRef probe)
        {
            Receive<int>(i =>
            {
                probe.Tell(Outcome(() => Stash.Stash()) ?? $"kept {i}");
            });
            Receive<string>(_ =>
            {
                Stash.Stash();
                probe.Tell(Outcome(() => Stash.Stash()) ?? "no failure");
            });
        }

        public IStash Stash { get; set; } = null!;

        private static string? Outcome(Action action)
        {
            try
            {
                action();
                return null;
            }
            catch (AkkaException e)
            {
                return e.GetType().Name;
            }
        }
    }
}
