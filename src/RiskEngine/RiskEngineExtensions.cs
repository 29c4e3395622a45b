using Akka;
using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>Starts the engine in an actor system.</summary>
public static class RiskEngineExtensions
{
    private const string Name = "risk-engine";

    /// <summary>Where, below <c>/user</c>, an actor takes what other nodes pass on.</summary>
    internal const string PeersPath = $"{Name}/{PassingDesk.Name}";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(5);

    /// <summary>Starts the engine: a supervisor below <c>/user/risk-engine</c>, and a guardian for each session.</summary>
    /// <remarks>
    /// Sessions with <c>cancel-on-stop</c> are canceled in the phase <c>service-requests-done</c> of the system's
    /// coordinated shutdown. The engine stops with the system, in the phase <c>service-stop</c> of the same: every command
    /// that is pending or arrives until then is answered.
    /// <para>In a cluster a session's guardian comes up once this node has its lease, and goes when it has not: what is
    /// sent meanwhile is passed on to the node that has it, and the references stay good. Stopping gives the leases back.</para>
    /// <para>A store that is missing, corrupt, locked or slow does not keep it from starting: every session is then engaged
    /// until the record has been read, its orders are denied, and its cancels pass.</para>
    /// <para>Where the system has remoting, the protocol's messages are written by <see cref="RiskEngineSerializer"/>: who asks
    /// from another process needs it too, see <see cref="RiskEngineClient"/>, and is otherwise told so by a
    /// <see cref="Status.Failure"/> in place of each answer.</para>
    /// </remarks>
    /// <param name="system">The embedding system.</param>
    /// <param name="settings">The engine's settings.</param>
    /// <param name="ports">What it gets from outside; null: <see cref="RiskEnginePorts.Default"/>.</param>
    /// <returns>The references to work with, once every guardian is up.</returns>
    /// <exception cref="ArgumentException">The settings name a cluster, and the ports hold nothing that its nodes share.</exception>
    /// <exception cref="InvalidOperationException">The engine's dispatcher is configured to run on the thread pool.</exception>
    /// <exception cref="InvalidActorNameException">The system runs an engine already.</exception>
    /// <exception cref="TimeoutException">The system does not bring the engine's actors up, or is about to stop.</exception>
    public static async Task<RiskEngineHandle> StartRiskEngine(
        this ActorSystem system,
        RiskEngineSettings settings,
        RiskEnginePorts? ports = null
    )
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(settings);
        system.Settings.InjectTopLevelFallback(RiskEngineSettings.Reference);
        EngineDispatcher.Check(system);
        RemoteWire.Bind((ExtendedActorSystem)system);
        ports ??= RiskEnginePorts.Default;
        var clock = new EngineClock(ports.Time);
        system.RegisterOnTermination(clock.Dispose);
        await Rehearsal.Run(system, settings, clock).ConfigureAwait(false);
        var log = Logging.GetLogger(system, Name);
        EngineAudit.Started(settings, ports);
        var limits = settings.KillSwitch;
        var reading = await SafeLog.Read(ports.KillSwitchLog, limits.StorePatience, ports.Time).ConfigureAwait(false);
        var budgets = SharedBudgets.Of(settings);
        var cluster = settings.Cluster is { } member
            ? ClusterPlan.Of(member, settings, ports, clock, budgets, log)
            : null;
        var plans = new List<GuardianPlan>();
        foreach (var session in cluster is null ? settings.Sessions : [])
            plans.Add(
                await GuardianPlans
                    .Of(session, settings, ports, clock, reading.State(limits.Approvals), budgets, log)
                    .ConfigureAwait(false)
            );
        var sessions = settings.Sessions.Select(session => session.Key).ToValueList();
        var memory = new KillSwitchMemory(
            SwitchState.Initial(settings.Node, ports.Run ?? EngineRunId.New(), limits, sessions)
        );
        var killSwitch = new KillSwitchPlan(ports.KillSwitchLog, ports.Audit, clock, memory, reading)
        {
            Peers = cluster?.Ports.Peers,
            Changes = ports.KillSwitchChanges,
        };
        foreach (var warning in AccountWarnings.Of(settings))
            log.Warning("{Warning}", warning);
        var accounts = new SharedAccounts(
            settings.Sessions.Where(session => session.Limits.IsKillOnly).Select(session => session.Key)
        );
        var supervisor = system.ActorOf(
            Props
                .Create(() => new RiskEngineSupervisor(plans, accounts, killSwitch, settings.Trips, cluster))
                .WithDispatcher(EngineDispatcher.Id),
            Name
        );
        system.ActorOf(
            Props.Create(() => new AlertWatch(settings.Alerts, ports.Alerts, settings.Node, clock)),
            $"{Name}-alerts"
        );
        var engine = supervisor.Path;
        system.ActorOf(
            Props.Create(() => new LateCommands(engine)).WithDispatcher(EngineDispatcher.Id),
            $"{Name}-late-commands"
        );
        RiskEngineHandle? handle = null;
        var toCancel = settings.Sessions.Where(session => session.CancelOnStop).Select(session => session.Key).ToList();
        var stop = new EngineStop(
            () => handle is null ? Task.FromResult(Done.Instance) : CancelOnStop.Run(system, handle, toCancel, clock),
            () => EngineStop.Stop(system, clock, supervisor, cluster is not null, plans.Select(plan => plan.Orders)),
            () => EngineAudit.Stopped(settings, ports, log)
        );
        stop.RegisterWith(CoordinatedShutdown.Get(system));
        handle = await HandleOf(system, clock, supervisor).ConfigureAwait(false) with { Stop = stop };
        return handle;
    }

    private static async Task<RiskEngineHandle> HandleOf(ActorSystem system, EngineClock clock, IActorRef supervisor) =>
        await system
            .AskAsync(clock, supervisor, RiskEngineSupervisor.GetHandle.Instance, StartLimit)
            .ConfigureAwait(false)
            is QuestionReply.Heard { Answer: RiskEngineHandle handle }
            ? handle
            : throw new TimeoutException($"The engine did not come up within {StartLimit}.");
}
