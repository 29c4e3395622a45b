using System.Collections.Concurrent;

namespace Akka.Actor;

/// <summary>The one implementation of a system: what every actor of it shares.</summary>
internal sealed class ActorSystemImpl : ExtendedActorSystem
{
    private readonly SystemHost _host;
    private readonly TimerThread? _timerThread;
    private readonly TaskCompletionSource _terminated;
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly ActorPath _root;
    private LocalActorRef _userGuardian = null!;
    private LocalActorRef _systemGuardian = null!;
    private IActorRef? _deadLetterListener;
    private long _uids;
    private long _asks;

    public ActorSystemImpl(string name, Config config, SystemHost host)
    {
        if (name.Length == 0 || name[0] == '-' || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            throw new ArgumentException(
                $"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-')",
                nameof(name)
            );
        ArgumentNullException.ThrowIfNull(config);
        _host = host;
        _terminated = new TaskCompletionSource(CompletionOptions);
        _root = ActorPath.Root($"akka://{name}");
        Name = name;
        Settings = new Settings(this, config);
        EventStream = new EventStream(host.Clock);
        EventStream.SetLogLevel(Logging.LogLevelFor(Settings.LogLevel));
        Log = new BusLogging(EventStream, $"ActorSystem({name})", typeof(ActorSystem), Settings.LogFormatter);
        Timers = host.Timers ?? new TimerQueue(host.Clock);
        if (host.Timers is null)
            _timerThread = new TimerThread(Timers, Log);
        Scheduler = CreateScheduler();
        DeadLetters = new DeadLetterActorRef(this, _root / "deadLetters");
        Dispatchers = new Dispatchers(Settings, host.Dispatcher);
        Mailboxes = new Mailboxes(Settings);
    }

    public override string Name { get; }

    public override Settings Settings { get; }

    public override EventStream EventStream { get; }

    public override ILoggingAdapter Log { get; }

    public override IScheduler Scheduler { get; }

    public override DeadLetterActorRef DeadLetters { get; }

    public Dispatchers Dispatchers { get; }

    public Mailboxes Mailboxes { get; }

    public override Task WhenTerminated => _terminated.Task;

    public LocalActorRef RootGuardian { get; private set; } = null!;

    public TimeProvider Clock => _host.Clock;

    /// <summary>The runtime's own timers; they keep real time also when tests replace the scheduler.</summary>
    public TimerQueue Timers { get; }

    /// <summary>Runs an outcome of a task in its turn; null when it may run wherever the task completes.</summary>
    public Action<Action>? Post => _host.Post;

    /// <summary>A caller's code must not run inside an actor, unless one thread runs everything.</summary>
    public TaskCreationOptions CompletionOptions =>
        _host.Post is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None;

    public ActorSystemImpl Start()
    {
        var above = new RootSupervisor(this, _root / "bubble-walker", OnTerminated);
        var strategy = SupervisorStrategy.Named(Settings.SupervisorStrategyClass);
        RootGuardian = new LocalActorRef(this, Props.From(() => new RootGuardian()), above, _root);
        RootGuardian.Cell.Start();
        _userGuardian = RootGuardian.Cell.Children.Create(Props.From(() => new Guardian(strategy)), "user");
        _systemGuardian = RootGuardian.Cell.Children.Create(
            Props.From(() => new Guardian(SupervisorStrategy.DefaultStrategy)),
            "system"
        );
        foreach (var logger in Settings.Loggers)
            StartLogger(logger);
        if (Settings.LogDeadLetters > 0)
            _deadLetterListener = SystemActorOf(Props.From(() => new DeadLetterListener()), "deadLetterListener");
        if (
            _host.Post is null
            && Settings.Config.GetBoolean($"{CoordinatedShutdown.ConfigPath}.run-by-clr-shutdown-hook")
        )
            CoordinatedShutdown.RunAtProcessExit(this);
        return this;
    }

    public override IActorRef ActorOf(Props props, string? name = null) =>
        _userGuardian.Cell.Children.Create(props, name);

    public override IActorRef SystemActorOf(Props props, string? name = null) =>
        _systemGuardian.Cell.Children.Create(props, name);

    public override ActorSelection ActorSelection(ActorPath actorPath) => new(RootGuardian, actorPath.Elements);

    public override ActorSelection ActorSelection(string actorPath) => Select(actorPath, RootGuardian);

    public ActorSelection Select(string path, IActorRef from)
    {
        if (string.IsNullOrEmpty(path))
            return new ActorSelection(DeadLetters, "");
        if (path[0] == '/')
            return new ActorSelection(RootGuardian, path);
        return ActorPath.TryParse(path, out var absolute) ? ActorSelection(absolute) : new ActorSelection(from, path);
    }

    public override void Stop(IActorRef actor) => actor.Internal().SendSystem(new Terminate());

    public override Task Terminate()
    {
        if (Settings.Config.GetBoolean($"{CoordinatedShutdown.ConfigPath}.run-by-actor-system-terminate"))
            return CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        StopAllActors();
        return WhenTerminated;
    }

    public void StopAllActors()
    {
        if (!Settings.LogDeadLettersDuringShutdown && _deadLetterListener is not null)
            Stop(_deadLetterListener);
        _userGuardian.SendSystem(new Terminate());
    }

    public override object RegisterExtension(IExtensionId extension) =>
        _extensions
            .GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(this)))
            .Value;

    public override T? GetExtension<T>()
        where T : class => Extension(typeof(T)) as T;

    public object? Extension(Type type) => _extensions.TryGetValue(type, out var lazy) ? lazy.Value : null;

    public override string ToString() => _root.Address;

    public LocalActorRef NewLocalActor(Props props, InternalActorRefBase parent, string name)
    {
        var path = parent.Path.Child(name, Interlocked.Increment(ref _uids));
        return new LocalActorRef(this, props, parent, path);
    }

    public ActorPath NextTempPath() => _root / "temp" / $"{Interlocked.Increment(ref _asks)}";

    private IScheduler CreateScheduler() =>
        Settings.SchedulerClass is "" or "Akka.Actor.HashedWheelTimerScheduler"
            ? new QueueScheduler(Timers)
            : TypeNames.Create<IScheduler>(
                "akka.scheduler.implementation",
                Settings.SchedulerClass,
                Settings.Config.GetConfig("akka.scheduler"),
                Log
            );

    private void StartLogger(string typeName)
    {
        // To look up any type by its name takes longer than all the rest of a start.
        var props =
            typeName == "Akka.Event.DefaultLogger"
                ? Props.From(() => new DefaultLogger())
                : Props.Create(TypeNames.Find("akka.loggers", typeName));
        var logger = SystemActorOf(
            props.WithDispatcher(Settings.LoggersDispatcher),
            $"log{EventStream.Loggers.Count + 1}-{props.Type.Name.Split('`')[0]}"
        );
        // Log events queue up behind the first message, so nothing has to wait for the logger to be ready.
        logger.Tell(new InitializeLogger(EventStream), ActorRefs.Nobody);
        EventStream.Loggers.Add(logger);
        EventStream.SetLogLevel(EventStream.LogLevel);
    }

    private void OnTerminated()
    {
        Timers.Close();
        _timerThread?.Stop();
        Dispatchers.Shutdown();
        (Scheduler as IDisposable)?.Dispose();
        _terminated.TrySetResult();
    }
}
