using Akka.Actor;

namespace Conformance;

public sealed class ActorSystemSpec : Spec
{
    [Fact]
    public async Task Actors_must_stop_when_the_system_terminates()
    {
        var stopped = new TaskCompletionSource();
        Sys.ActorOf(Props.Create(() => new Stopping(stopped)));

        await Sys.Terminate();

        stopped.Task.IsCompleted.ShouldBeTrue();
        Sys.WhenTerminated.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Creating_must_fail_when_the_system_has_terminated()
    {
        await Sys.Terminate();

        Should.Throw<InvalidOperationException>(() => Sys.ActorOf(Props.Create(() => new Stopping(null!))));
    }

    [Fact]
    public void Extension_must_be_created_once_when_asked_for_twice()
    {
        var first = new CounterId().Apply(Sys);
        var second = Sys.WithExtension<Counter, CounterId>();

        second.ShouldBeSameAs(first);
        Sys.GetExtension<Counter>().ShouldBeSameAs(first);
        first.SystemName.ShouldBe(Sys.Name);
    }

    [Fact]
    public void Extension_must_be_missing_when_nobody_registered_it()
    {
        new CounterId().Get(Sys).ShouldBeNull();

        new CounterId().Apply(Sys);

        new CounterId().Get(Sys).ShouldNotBeNull();
    }

    [Fact]
    public void Props_must_be_refused_when_the_type_is_no_actor() =>
        Should.Throw<ArgumentException>(() => Props.Create(typeof(Counter)));

    [Theory]
    [InlineData("")]
    [InlineData("-leading")]
    [InlineData("white space")]
    public void Name_must_be_refused_when_it_is_not_allowed(string name) =>
        Should.Throw<ArgumentException>(() => ActorSystem.Create(name));

    [Fact]
    public async Task Top_level_actor_must_stop_when_its_decider_says_it_cannot_go_on()
    {
        var system = ActorSystem.Create("other", "akka.loglevel = OFF");
        var top = system.ActorOf(Props.Create(() => new Escalating()));

        (await top.Ask<IActorRef>("child", Soon)).Tell("fail", ActorRefs.NoSender);

        Watch(top);
        ExpectTerminated(top);
        await system.Terminate();
    }

    [Fact]
    public async Task Top_level_actor_must_stop_when_it_fails_and_the_guardian_is_to_stop_what_does()
    {
        var system = ActorSystem.Create(
            "strict",
            """
            akka.loglevel = OFF
            akka.actor.guardian-supervisor-strategy = "Akka.Actor.StoppingSupervisorStrategy"
            """
        );
        var top = system.ActorOf(Props.Create(() => new Failing()));

        top.Tell("fail", ActorRefs.NoSender);

        Watch(top);
        ExpectTerminated(top);
        await system.Terminate();
    }

    private sealed class Stopping(TaskCompletionSource stopped) : UntypedActor
    {
        protected override void OnReceive(object message) { }

        protected override void PostStop() => stopped.SetResult();
    }

    private sealed class Escalating : ReceiveActor
    {
        public Escalating() => Receive<string>(_ => Sender.Tell(Context.ActorOf(Props.Create(() => new Failing()))));

        protected override SupervisorStrategy SupervisorStrategy() =>
            new OneForOneStrategy(_ => throw new ActorInitializationException("cannot go on"));
    }

    private sealed class Failing : UntypedActor
    {
        protected override void OnReceive(object message) => throw new InvalidOperationException("boom");
    }

    private sealed class Counter(string systemName) : IExtension
    {
        public string SystemName => systemName;
    }

    private sealed class CounterId : ExtensionIdProvider<Counter>
    {
        public override Counter CreateExtension(ExtendedActorSystem system) => new(system.Name);
    }
}
