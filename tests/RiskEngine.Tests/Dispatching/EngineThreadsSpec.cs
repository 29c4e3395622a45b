using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace RiskEngine.Tests.Dispatching;

/// <summary>Where a turn runs that an answer causes.</summary>
public sealed class EngineThreadsSpec : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public EngineThreadsSpec()
        : base(
            ConfigurationFactory
                .ParseString(
                    """
                    akka { loglevel = OFF, stdout-loglevel = OFF }
                    risk-engine.guardian-dispatcher.dedicated-thread-pool.thread-count = 1
                    """
                )
                .WithFallback(RiskEngineSettings.Reference)
        ) { }

    [Fact]
    public async Task Turn_must_run_on_the_thread_that_tells_when_the_actor_is_idle()
    {
        var actor = await IdleActor();

        var mine = OnThreadOfItsOwn(() => EngineThreads.TellAndRun(actor, "here", TestActor));

        (await ExpectMsgAsync<Ran>(Patience)).ShouldBe(new Ran("here", mine));
    }

    [Fact]
    public async Task Turn_must_run_on_the_engines_threads_when_it_is_told_in_the_usual_way()
    {
        var actor = await IdleActor();

        var mine = OnThreadOfItsOwn(() => actor.Tell("there", TestActor));

        (await ExpectMsgAsync<Ran>(Patience)).Thread.ShouldNotBe(mine);
    }

    [Fact]
    public async Task Turn_that_it_causes_elsewhere_must_run_on_the_engines_threads()
    {
        var second = await IdleActor();
        var first = Sys.ActorOf(Props.Create(() => new Forwarding(second)).WithDispatcher(EngineDispatcher.Id));
        await IsIdle(first);

        var mine = OnThreadOfItsOwn(() => EngineThreads.TellAndRun(first, "on", TestActor));

        (await ExpectMsgAsync<Ran>(Patience)).Thread.ShouldNotBe(mine);
    }

    [Fact]
    public async Task Thread_must_be_kept_for_one_turn_only_when_the_actor_has_thousands_of_messages()
    {
        const int Many = 5_000;
        var actor = await IdleActor();

        var mine = OnThreadOfItsOwn(() => EngineThreads.TellAndRun(actor, new Flood(Many), TestActor));

        var ran = new List<Ran>();
        for (var i = 0; i < Many; i++)
            ran.Add(await ExpectMsgAsync<Ran>(Patience));
        ran.Count(x => x.Thread == mine).ShouldBeLessThan(Many / 2);
    }

    [Fact]
    public async Task Threads_must_end_with_their_system()
    {
        var system = ActorSystem.Create("ending", RiskEngineSettings.Reference);
        var actor = system.ActorOf(Props.Create(() => new Telling()).WithDispatcher(EngineDispatcher.Id));
        var ran = await actor.Ask<Ran>("where", Patience);

        await system.Terminate();

        ran.Thread.Join(Patience).ShouldBeTrue();
    }

    private async Task<IActorRef> IdleActor()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Telling()).WithDispatcher(EngineDispatcher.Id));
        await IsIdle(actor);
        return actor;
    }

    /// <summary>An actor answers before its turn is over. There is one thread, so when another has had a turn, it is.</summary>
    private async Task IsIdle(IActorRef actor)
    {
        var another = Sys.ActorOf(Props.Create(() => new Telling()).WithDispatcher(EngineDispatcher.Id));
        foreach (var one in (IActorRef[])[actor, another])
        {
            one.Tell("ready?", TestActor);
            await ExpectMsgAsync<Ran>(Patience);
        }
    }

    private static Thread OnThreadOfItsOwn(Action act)
    {
        var thread = new Thread(() => act());
        thread.Start();
        thread.Join(Patience).ShouldBeTrue();
        return thread;
    }

    private sealed record Ran(string Message, Thread Thread);

    private sealed record Flood(int Messages);

    private sealed class Telling : ReceiveActor
    {
        public Telling()
        {
            Receive<string>(text => Sender.Tell(new Ran(text, Thread.CurrentThread)));
            Receive<Flood>(flood =>
            {
                for (var i = 0; i < flood.Messages; i++)
                    Self.Tell($"{i}", Sender);
            });
        }
    }

    private sealed class Forwarding : ReceiveActor
    {
        public Forwarding(IActorRef to) => Receive<string>(text => to.Forward(text));
    }
}
