using Akka.Actor;
using Akka.Event;

namespace Conformance;

public sealed class MessagingSpec : Spec
{
    [Fact]
    public void Actor_must_get_messages_in_order_when_one_sender_sends_them()
    {
        var echo = Sys.ActorOf<Echo>();

        for (var i = 0; i < 1_000; i++)
            echo.Tell(i);

        ReceiveN(1_000, Soon).ShouldBe(Enumerable.Range(0, 1_000).Cast<object>());
    }

    [Fact]
    public void Forward_must_keep_the_sender_when_an_actor_passes_a_message_on()
    {
        var echo = Sys.ActorOf<Echo>();
        var forwarder = Sys.ActorOf(Props.Create(() => new Forwarder(echo)));

        forwarder.Tell("hello");

        ExpectMsg("hello");
        LastSender.ShouldBe(echo);
    }

    [Fact]
    public void Sender_must_be_dead_letters_when_nobody_sends()
    {
        var reporter = Sys.ActorOf(Props.Create(() => new SenderReporter(TestActor)));

        reporter.Tell("anonymous", ActorRefs.NoSender);

        ExpectMsg<IActorRef>().ShouldBe(Sys.DeadLetters);
    }

    [Fact]
    public void Unhandled_message_must_be_published_when_no_handler_fits()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var echo = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)));

        echo.Tell(42);

        var unhandled = ExpectMsg<UnhandledMessage>();
        unhandled.Message.ShouldBe(42);
        unhandled.Recipient.ShouldBe(echo);
        unhandled.Sender.ShouldBe(TestActor);
    }

    [Fact]
    public void Constructor_must_refuse_when_somebody_creates_an_actor_with_new()
    {
        Action create = () => _ = new Echo();
        // Outside of any actor, unlike this test, which acts in the name of its test actor.
        var thread = new Thread(() => Should.Throw<ActorInitializationException>(create));
        thread.Start();
        thread.Join();
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class SenderReporter(IActorRef to) : UntypedActor
    {
        protected override void OnReceive(object message) => to.Tell(Sender);
    }

    private sealed class Forwarder : ReceiveActor
    {
        public Forwarder(IActorRef to) => Receive<string>(to.Forward);
    }
}
