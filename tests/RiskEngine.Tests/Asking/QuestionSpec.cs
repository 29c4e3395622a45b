using Akka.Actor;

namespace RiskEngine.Tests.Asking;

public sealed class QuestionSpec : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly VirtualWorld _world = VirtualWorld.Create(RiskEngineSettings.Reference);
    private readonly EngineClock _clock;

    public QuestionSpec() => _clock = new EngineClock(_world.Time);

    public void Dispose()
    {
        _world.Dispose();
        _clock.Dispose();
    }

    [Fact]
    public void Question_must_hand_on_the_first_answer_alone_when_there_are_two()
    {
        var asked = _world.System.ActorOf(Props.Create(() => new Answerer(new[] { "first", "second" })));

        var reply = _world.Await(_world.System.AskAsync(_clock, asked, "?", Patience));

        reply.ShouldBe(new QuestionReply.Heard("first"));
    }

    [Fact]
    public void Question_must_end_in_silence_when_its_patience_is_over_and_not_before()
    {
        var replied = _world.System.AskAsync(_clock, _world.Listen().Ref, "?", Patience);

        _world.Advance(Patience - Tick);
        replied.IsCompleted.ShouldBeFalse();
        _world.Advance(Tick);

        _world.Await(replied).ShouldBe(QuestionReply.Silence.Instance);
    }

    [Fact]
    public void Question_must_end_in_silence_when_the_system_stops()
    {
        var replied = _world.System.AskAsync(_clock, _world.Listen().Ref, "?", Patience);

        _world.Dispose();

        _world.Await(replied).ShouldBe(QuestionReply.Silence.Instance);
    }

    [Fact]
    public void Actor_must_be_gone_when_its_stop_is_replied_to()
    {
        var listener = _world.Listen();
        listener.Ref.Tell("before");

        var reply = _world.Await(_world.System.StopAsync(_clock, listener.Ref, Patience));

        reply.ShouldBeOfType<QuestionReply.Heard>().Answer.ShouldBeOfType<Terminated>().ActorRef.ShouldBe(listener.Ref);
        listener.Expect<string>().ShouldBe("before", "what it was sent before is handled");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Asking_actor_must_be_told_what_came_of_it_when_it_is_there_still(bool restarts)
    {
        var silent = _world.Listen();
        var test = _world.Listen();
        var clock = _clock;
        var asker = _world.System.ActorOf(Props.Create(() => new Asker(clock, silent.Ref, test.Ref)));
        asker.Tell("ask");
        silent.Expect<string>().ShouldBe("?");

        if (restarts)
            asker.Tell(new InvalidOperationException("a test"));
        _world.Advance(Patience);

        test.TakeAll().ShouldBe(restarts ? [] : [QuestionReply.Silence.Instance]);
    }

    private sealed class Answerer : ReceiveActor
    {
        public Answerer(string[] answers) =>
            ReceiveAny(_ =>
            {
                foreach (var answer in answers)
                    Sender.Tell(answer);
            });
    }

    private sealed class Asker : ReceiveActor
    {
        public Asker(EngineClock clock, IActorRef asked, IActorRef test)
        {
            Receive<string>(_ => Context.Ask(clock, asked, "?", Patience, reply => reply));
            Receive<Exception>(failure => throw failure);
            Receive<QuestionReply>(test.Tell);
        }
    }
}
