using System.Collections.Concurrent;

namespace Akka.Actor;

/// <summary>
/// Ends a system in phases, in the order of what they depend on. Tasks of a phase run at the same time; a phase that
/// takes longer than its timeout, or fails, does not hold up the next unless it is configured with <c>recover = off</c>.
/// </summary>
public sealed partial class CoordinatedShutdown : IExtension
{
    internal const string ConfigPath = "akka.coordinated-shutdown";

    private readonly ActorSystemImpl _system;
    private readonly ILoggingAdapter _log;
    private readonly Dictionary<string, ShutdownPhase> _phases;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(string Name, Func<Task<Done>> Run)>> _tasks = new();
    private readonly TaskCompletionSource<Done> _done;
    private Reason? _reason;

    internal CoordinatedShutdown(ActorSystemImpl system)
    {
        _system = system;
        _log = Logging.GetLogger(system, typeof(CoordinatedShutdown));
        _done = new TaskCompletionSource<Done>(system.CompletionOptions);
        var config = system.Settings.Config.GetConfig(ConfigPath)!;
        _phases = ShutdownPhase.Read(config);
        if (config.GetBoolean("terminate-actor-system"))
            AddTask(PhaseActorSystemTerminate, "terminate-system", TerminateSystem);
    }

    /// <summary>Why the shutdown runs; null while it does not.</summary>
    public Reason? ShutdownReason => _reason;

    /// <summary>How long all phases with tasks may take together.</summary>
    public TimeSpan TotalTimeout => _tasks.Keys.Aggregate(TimeSpan.Zero, (total, phase) => total + Timeout(phase));

    /// <summary>The system's extension.</summary>
    public static CoordinatedShutdown Get(ActorSystem sys) =>
        sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    /// <summary>Makes the end of the process wait for a shutdown, unless the system has terminated before.</summary>
    internal static void RunAtProcessExit(ActorSystem system)
    {
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        system.WhenTerminated.ContinueWith(_ => AppDomain.CurrentDomain.ProcessExit -= OnExit, TaskScheduler.Default);

        void OnExit(object? sender, EventArgs e)
        {
            var shutdown = Get(system);
#pragma warning disable RS0030 // The process ends when this returns: it has to block.
            shutdown.Run(ClrExitReason.Instance).Wait(shutdown.TotalTimeout);
#pragma warning restore RS0030
        }
    }

    /// <summary>Adds a task to a phase.</summary>
    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        if (!_phases.ContainsKey(phase))
            throw new ConfigurationException(
                $"Unknown phase [{phase}], known phases [{string.Join(',', _phases.Keys)}]. "
                    + "All phases (along with their optional dependencies) must be defined in configuration."
            );
        _tasks.GetOrAdd(phase, _ => new()).Enqueue((taskName, task));
    }

    /// <summary>How long a phase may take.</summary>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public TimeSpan Timeout(string phase) =>
        _phases.TryGetValue(phase, out var known)
            ? known.Timeout
            : throw new ArgumentException($"Unknown phase [{phase}]. All phases must be defined in configuration.");

    /// <summary>Runs the phases, from the first or the given one; later calls get the outcome of the first.</summary>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
            _ = RunPhases(fromPhase);
        return _done.Task;
    }

    private async Task RunPhases(string? fromPhase)
    {
        try
        {
            var inOrder = ShutdownPhase.InOrder(_phases);
            foreach (var phase in inOrder.SkipWhile(phase => fromPhase is not null && phase != fromPhase))
                if (_tasks.TryGetValue(phase, out var tasks))
                    await RunPhase(phase, [.. tasks]).ConfigureAwait(false);
            _done.TrySetResult(Done.Instance);
        }
        catch (Exception e)
        {
            _done.TrySetException(e);
        }
    }

    private async Task RunPhase(string phase, (string Name, Func<Task<Done>> Run)[] tasks)
    {
        var (timeout, recover) = (_phases[phase].Timeout, _phases[phase].Recover);
        _log.Debug("Performing phase [{0}]: [{1}]", phase, string.Join(',', tasks.Select(t => t.Name)));
        var all = Task.WhenAll(tasks.Select(task => RunTask(phase, task.Name, task.Run, recover)));
        try
        {
            await all.WaitAsync(timeout, _system.Clock).ConfigureAwait(false);
        }
        catch (TimeoutException) when (recover && !all.IsCompleted)
        {
            _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", phase, timeout);
        }
    }

    private async Task RunTask(string phase, string name, Func<Task<Done>> run, bool recover)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (Exception e) when (recover)
        {
            _log.Warning("Task [{0}] failed in phase [{1}]: {2}", name, phase, e.Message);
        }
    }

    private async Task<Done> TerminateSystem()
    {
        _system.StopAllActors();
        await _system.WhenTerminated.ConfigureAwait(false);
        return Done.Instance;
    }
}
