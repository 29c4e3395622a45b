namespace Akka.Actor;

/// <summary>A tree of actors with their dispatchers, scheduler and event stream.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private protected ActorSystem() { }

    /// <summary>Where messages for nobody end.</summary>
    public abstract IActorRef DeadLetters { get; }

    /// <summary>Log events, dead letters and what the application publishes.</summary>
    public abstract EventStream EventStream { get; }

    /// <summary>Logs in the name of the system.</summary>
    public abstract ILoggingAdapter Log { get; }

    /// <summary>The name.</summary>
    public abstract string Name { get; }

    /// <summary>The clock, and what is to happen later.</summary>
    public abstract IScheduler Scheduler { get; }

    /// <summary>The configuration.</summary>
    public abstract Settings Settings { get; }

    /// <summary>Completes when the last actor has stopped.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>Starts a system with the default configuration.</summary>
    /// <exception cref="ArgumentException">The name is not letters, digits and inner hyphens.</exception>
    public static ActorSystem Create(string name) => Create(name, Config.Empty);

    /// <summary>Starts a system with a configuration, which the defaults fill up.</summary>
    /// <exception cref="ArgumentException">The name is not letters, digits and inner hyphens.</exception>
    public static ActorSystem Create(string name, Config config) =>
        new ActorSystemImpl(name, config, SystemHost.Process).Start();

    /// <inheritdoc />
    public abstract IActorRef ActorOf(Props props, string? name = null);

    /// <inheritdoc />
    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    /// <inheritdoc />
    public abstract ActorSelection ActorSelection(string actorPath);

    /// <summary>Stops an actor.</summary>
    public abstract void Stop(IActorRef actor);

    /// <summary>Runs coordinated shutdown, which stops all actors; completes, or fails, with it.</summary>
    public abstract Task Terminate();

    /// <summary>Creates an extension, or gives the one that the system has.</summary>
    public abstract object RegisterExtension(IExtensionId extension);

    /// <summary>The extension of a type, or null.</summary>
    public abstract T? GetExtension<T>()
        where T : class, IExtension;

    /// <summary>Terminates the system without waiting for it.</summary>
    public void Dispose()
    {
        _ = Terminate();
        GC.SuppressFinalize(this);
    }
}
