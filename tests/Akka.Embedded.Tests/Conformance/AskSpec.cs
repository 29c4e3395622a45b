using Akka.Actor;
using Akka.Event;

namespace Conformance;

public sealed class AskSpec : Spec
{
    [Fact]
    public async Task Ask_must_give_the_answer_when_there_is_one() =>
        (await Answering().Ask<string>("hello", Soon)).ShouldBe("hello");

    [Fact]
    public async Task Ask_must_fail_with_its_own_type_when_no_answer_comes_in_time() =>
        await Should.ThrowAsync<AskTimeoutException>(() => Silent().Ask<string>("hello", Moment));

    [Fact]
    public async Task Ask_must_fail_with_the_cause_when_the_answer_is_a_failure() =>
        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                Answering().Ask<string>(new Status.Failure(new InvalidOperationException("no")), Soon)
            )
        ).Message.ShouldBe("no");

    [Fact]
    public async Task Ask_must_fail_when_the_answer_is_of_another_type() =>
        await Should.ThrowAsync<ArgumentException>(() => Answering().Ask<int>("text", Soon));

    [Fact]
    public async Task Ask_must_give_a_failure_as_it_is_when_any_answer_will_do() =>
        (
            await Answering().Ask<object>(new Status.Failure(new InvalidOperationException()), Soon)
        ).ShouldBeOfType<Status.Failure>();

    [Fact]
    public async Task Ask_must_be_canceled_when_its_token_is()
    {
        using var source = new CancellationTokenSource();
        var answer = Silent().Ask<string>("hello", Soon, source.Token);

        await source.CancelAsync();

        await Should.ThrowAsync<TaskCanceledException>(() => answer);
    }

    [Fact]
    public async Task Second_answer_must_become_a_dead_letter_when_the_first_was_taken()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        await Sys.ActorOf<Twice>().Ask<string>("hello", Soon);

        (await ExpectMsgAsync<DeadLetter>()).Message.ShouldBe("hello again");
    }

    [Fact]
    public async Task Ask_must_work_when_an_actor_asks_inside_an_async_handler()
    {
        var answering = Answering();
        var asking = Sys.ActorOf(Props.Create(() => new Asking(answering)));

        (await asking.Ask<string>("hello", Soon)).ShouldBe("asked hello");
    }

    [Fact]
    public async Task Ask_must_end_when_the_system_has_terminated()
    {
        var answering = Answering();
        await Sys.Terminate();

        await Should.ThrowAsync<AskTimeoutException>(() => answering.Ask<string>("hello", Moment));
    }

    private IActorRef Answering() => Sys.ActorOf<Echo>();

    private IActorRef Silent() => Sys.ActorOf<BlackHole>();

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class BlackHole : UntypedActor
    {
        protected override void OnReceive(object message) { }
    }

    private sealed class Twice : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            Sender.Tell(message);
            Sender.Tell($"{message} again");
        }
    }

    private sealed class Asking : ReceiveActor
    {
        public Asking(IActorRef other) =>
            ReceiveAsync<string>(async s => Sender.Tell("asked " + await other.Ask<string>(s, Soon)));
    }
}
