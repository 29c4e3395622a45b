using System.Linq.Expressions;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>What all tests of actors share. The parts: receiving, expecting, awaiting, limits of time.</summary>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static int s_testActors;

    private readonly ITestKitAssertions _assertions;
    private readonly TestInbox _inbox = new();
    private MessageEnvelope _last = NullMessageEnvelope.Instance;
    private TimeSpan? _end;
    private bool _lastWasNoMsg;

    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system = null, string? testActorName = null)
        : this(assertions, system, Config.Empty, null, testActorName) { }

    protected TestKitBase(
        ITestKitAssertions assertions,
        Config config,
        string? actorSystemName = null,
        string? testActorName = null
    )
        : this(assertions, null, config, actorSystemName, testActorName) { }

    private TestKitBase(
        ITestKitAssertions assertions,
        ActorSystem? system,
        Config config,
        string? actorSystemName,
        string? testActorName
    )
    {
        _assertions = assertions;
        if (system is null)
            system = ActorSystem.Create(actorSystemName ?? "test", config.WithFallback(DefaultConfig));
        else if (!system.Settings.Config.HasPath("akka.test.single-expect-default"))
            system.Settings.InjectTopLevelFallback(DefaultConfig);
        Sys = system;
        TestKitSettings = new TestKitSettings(system.Settings.Config);
        Log = Logging.GetLogger(system, GetType());
        EventFilter = new EventFilterFactory(this, system);
        TestEventListener.SubscribeAll(system);
        TestActor = CreateTestActor(testActorName ?? $"testActor{Interlocked.Increment(ref s_testActors)}");
        if (this is TestProbe)
            return;
        ActorCell.Current = this is INoImplicitSender ? null : ((LocalActorRef)TestActor).Cell;
        SynchronizationContext.SetSynchronizationContext(new TestContext(ActorCell.Current));
    }

    public static Config DefaultConfig { get; } =
        ConfigurationFactory.ParseString(
            """
            akka {
              loggers = ["Akka.TestKit.TestEventListener, Akka.TestKit"]
              test {
                timefactor = 1.0
                filter-leeway = 3s
                single-expect-default = 3s
                default-timeout = 5s
                calling-thread-dispatcher {
                  type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
                }
                test-actor.dispatcher {
                  type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
                }
              }
            }
            """
        );

    public ActorSystem Sys { get; }

    public TestKitSettings TestKitSettings { get; }

    public IActorRef TestActor { get; }

    public ILoggingAdapter Log { get; }

    public EventFilterFactory EventFilter { get; }

    public bool HasMessages => _inbox.HasMessages;

    public object LastMessage => _last.Message;

    public IActorRef LastSender => _last.Sender;

    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);

    public IActorRef CreateTestActor(string name) =>
        ((ExtendedActorSystem)Sys).SystemActorOf(
            Props.Create(() => new InternalTestActor(_inbox)).WithDispatcher("akka.test.test-actor.dispatcher"),
            name
        );

    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, _assertions, name);

    public IActorRef ActorOf(Props props) => Sys.ActorOf(props);

    public IActorRef ActorOf(Props props, string? name) => Sys.ActorOf(props, name);

    public IActorRef ActorOf<TActor>()
        where TActor : ActorBase, new() => Sys.ActorOf<TActor>();

    public IActorRef ActorOf<TActor>(string? name)
        where TActor : ActorBase, new() => Sys.ActorOf<TActor>(name);

    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(factory));

    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory, string? name)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(factory), name);

    public ActorSelection ActorSelection(ActorPath actorPath) => Sys.ActorSelection(actorPath);

    public ActorSelection ActorSelection(string actorPath) => Sys.ActorSelection(actorPath);

    public ActorSelection ActorSelection(IActorRef anchorRef, string actorPath) =>
        Sys.ActorSelection(anchorRef, actorPath);

    public IActorRef ChildActorOf(
        Props props,
        string? name,
        SupervisorStrategy supervisorStrategy,
        CancellationToken cancellationToken = default
    ) => AskTestActor<IActorRef>(new InternalTestActor.Spawn(props, name, supervisorStrategy));

    public IActorRef ChildActorOf(
        Props props,
        SupervisorStrategy supervisorStrategy,
        CancellationToken cancellationToken = default
    ) => AskTestActor<IActorRef>(new InternalTestActor.Spawn(props, null, supervisorStrategy));

    public IActorRef ChildActorOf(Props props, string name, CancellationToken cancellationToken = default) =>
        AskTestActor<IActorRef>(new InternalTestActor.Spawn(props, name, null));

    public IActorRef ChildActorOf(Props props, CancellationToken cancellationToken = default) =>
        AskTestActor<IActorRef>(new InternalTestActor.Spawn(props, null, null));

    public IActorRef Watch(IActorRef actorToWatch)
    {
        AskTestActor<Done>(new InternalTestActor.WatchActor(actorToWatch));
        return actorToWatch;
    }

    public async Task<IActorRef> WatchAsync(IActorRef actorToWatch)
    {
        await TestActor.Ask<Done>(new InternalTestActor.WatchActor(actorToWatch), RemainingOrDefault);
        return actorToWatch;
    }

    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        AskTestActor<Done>(new InternalTestActor.UnwatchActor(actorToUnwatch));
        return actorToUnwatch;
    }

    public async Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch)
    {
        await TestActor.Ask<Done>(new InternalTestActor.UnwatchActor(actorToUnwatch), RemainingOrDefault);
        return actorToUnwatch;
    }

    public void SetAutoPilot(AutoPilot pilot) => TestActor.Tell(new InternalTestActor.SetAutoPilot(pilot), TestActor);

    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) =>
        TestActor.Tell(new InternalTestActor.SetIgnore(shouldIgnoreMessage), TestActor);

    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage) =>
        IgnoreMessages(message => message is TMsg typed && shouldIgnoreMessage(typed));

    public void IgnoreMessages<TMsg>() => IgnoreMessages(message => message is TMsg);

    public void IgnoreNoMessages() => TestActor.Tell(new InternalTestActor.SetIgnore(null), TestActor);

    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(Sys, duration, verifySystemShutdown);

    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        ActorCell.Current = null;
        var limit = duration ?? TestKitSettings.SingleExpectDefault;
        if (!Blocking.Wait(system.Terminate(), limit) && verifySystemShutdown)
            throw new TimeoutException($"Failed to stop [{system.Name}] within [{limit}]");
    }

    private T AskTestActor<T>(object message)
    {
        // The test actor runs on the calling thread, unless another thread is in it: then the answer takes a moment.
        var answer = TestActor.Ask<T>(message, RemainingOrDefault);
        return Blocking.Result(answer);
    }
}
