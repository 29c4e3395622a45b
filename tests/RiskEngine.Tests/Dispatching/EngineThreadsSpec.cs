using System.Globalization;
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
        var first = await IdleForwarder(second);

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
    public async Task Cancel_must_reach_the_guardian_on_the_thread_that_tells_the_router()
    {
        var guardian = await IdleActor();
        var router = await IdleForwarder(guardian);

        var mine = OnThreadOfItsOwn(() => router.Tell(Cancel(), TestActor));

        (await ExpectMsgAsync<Ran>(Patience)).ShouldBe(new Ran("forwarded", mine));
        (await ExpectMsgAsync<Ran>(Patience)).ShouldBe(new Ran("cancel", mine));
    }

    [Fact]
    public async Task Cancel_must_be_left_to_the_engines_threads_when_an_actor_of_the_engine_tells_it()
    {
        var guardian = await IdleActor();
        var teller = await IdleForwarder(guardian);

        var mine = OnThreadOfItsOwn(() => EngineThreads.TellAndRun(teller, new Cancels(), TestActor));

        Ran[] ran = [await ExpectMsgAsync<Ran>(Patience), await ExpectMsgAsync<Ran>(Patience)];
        ran.ShouldContain(new Ran("forwarded", mine));
        ran.Single(x => x.Message == "cancel").Thread.ShouldNotBe(mine);
    }

    [Fact]
    public async Task Cancel_must_not_keep_its_tellers_thread_when_the_actor_has_thousands_of_messages()
    {
        const int Many = 5_000;
        var actor = await IdleActor();

        var mine = OnThreadOfItsOwn(() => actor.Tell(Cancel($"{Many}"), TestActor));

        var ran = new List<Ran>();
        for (var i = 0; i <= Many; i++)
            ran.Add(await ExpectMsgAsync<Ran>(Patience));
        ran[0].ShouldBe(new Ran("cancel", mine));
        ran.Count(x => x.Thread == mine).ShouldBeLessThan(Many / 2);
    }

    [Fact]
    public async Task Cancel_must_leave_its_tellers_async_locals_behind_when_it_goes_on_later()
    {
        var local = new AsyncLocal<string?>();
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(
            Props.Create(() => new Waiting(answer.Task, local)).WithDispatcher(EngineDispatcher.Id)
        );
        await IsIdle(actor);

        string? after = null;
        OnThreadOfItsOwn(() =>
        {
            local.Value = "the asker's";
            actor.Tell(Cancel(), TestActor);
            after = local.Value;
        });
        answer.SetResult();

        (await ExpectMsgAsync<Heard>(Patience)).ShouldBe(new Heard(null));
        after.ShouldBe("the asker's");
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

    private static CancelSession Cancel(string id = "cancel-1") =>
        new(
            new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("maker-1")),
            new CommandId(id),
            null,
            new RequestedBy.Person("ops"),
            new Reason("a test")
        );

    private async Task<IActorRef> IdleForwarder(IActorRef to)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Forwarding(to)).WithDispatcher(EngineDispatcher.Id));
        await IsIdle(actor);
        return actor;
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
            Receive<Flood>(flood => TellItself(flood.Messages));
            Receive<CancelSession>(cancel =>
            {
                Sender.Tell(new Ran("cancel", Thread.CurrentThread));
                if (int.TryParse(cancel.Id.Value, CultureInfo.InvariantCulture, out var messages))
                    TellItself(messages);
            });
        }

        private void TellItself(int messages)
        {
            for (var i = 0; i < messages; i++)
                Self.Tell($"{i}", Sender);
        }
    }

    private sealed class Forwarding : ReceiveActor
    {
        public Forwarding(IActorRef to)
        {
            Receive<string>(text => to.Forward(text));
            Receive<CancelSession>(Forward);
            Receive<Cancels>(_ => Forward(Cancel()));

            void Forward(CancelSession cancel)
            {
                to.Forward(cancel);
                // After it, and all the same told first: the other's turn does not run inside this one.
                Sender.Tell(new Ran("forwarded", Thread.CurrentThread));
            }
        }
    }

    private sealed record Cancels;

    private sealed record Heard(string? Local);

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(Task answer, AsyncLocal<string?> local)
        {
            Receive<string>(text => Sender.Tell(new Ran(text, Thread.CurrentThread)));
            Receive<CancelSession>(cancel => _ = AnswerAsync(Sender));

            async Task AnswerAsync(IActorRef asker)
            {
                await answer.ConfigureAwait(false);
                asker.Tell(new Heard(local.Value));
            }
        }
    }
}
