using Akka.Actor;
using Akka.Event;

namespace Conformance;

public sealed class DeadLetterSpec : Spec
{
    [Fact]
    public void Message_must_become_a_dead_letter_when_its_actor_has_terminated()
    {
        var dead = Dead();
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        dead.Tell("too late");

        var letter = ExpectMsg<DeadLetter>();
        letter.Message.ShouldBe("too late");
        letter.Recipient.ShouldBe(dead);
        letter.Sender.ShouldBe(TestActor);
    }

    [Fact]
    public void Waiting_messages_must_become_dead_letters_when_their_actor_stops()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var actor = Sys.ActorOf<Idle>();

        actor.Tell(PoisonPill.Instance);
        actor.Tell(1);
        actor.Tell(2);

        ExpectMsg<DeadLetter>().Message.ShouldBe(1);
        ExpectMsg<DeadLetter>().Message.ShouldBe(2);
    }

    [Fact]
    public void Message_must_become_a_dead_letter_when_nobody_lives_at_the_path()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        Sys.ActorSelection("/user/nobody").Tell("hello");

        ExpectMsg<DeadLetter>().Message.ShouldBe("hello");
    }

    [Fact]
    public void Loss_must_be_no_news_when_the_message_says_so()
    {
        var dead = Dead();
        var suppressed = CreateTestProbe();
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        Sys.EventStream.Subscribe(suppressed, typeof(SuppressedDeadLetter));

        dead.Tell(new Unimportant());

        suppressed.FishForMessage<SuppressedDeadLetter>(letter => letter.Message is Unimportant, Soon);
        ExpectNoMsg(Moment);
    }

    private IActorRef Dead()
    {
        var actor = Sys.ActorOf<Idle>();
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        return actor;
    }

    private sealed class Unimportant : IDeadLetterSuppression;

    private sealed class Idle : UntypedActor
    {
        protected override void OnReceive(object message) { }
    }
}
