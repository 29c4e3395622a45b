using Akka;
using Akka.Actor;

namespace RiskEngine;

/// <summary>Starts the engine in an actor system.</summary>
public static class RiskEngineExtensions
{
    private const string Name = "risk-engine";
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>Starts the engine: a supervisor below <c>/user/risk-engine</c>, and a guardian for each session.</summary>
    /// <remarks>
    /// Sessions with <c>cancel-on-stop</c> are canceled in the phase <c>service-requests-done</c> of the system's
    /// coordinated shutdown. The engine stops with the system, in the phase <c>service-stop</c> of the same: every command
    /// that is pending or arrives until then is answered.
    /// </remarks>
    /// <param name="system">The embedding system.</param>
    /// <param name="settings">The engine's settings.</param>
    /// <param name="ports">What it gets from outside; null: <see cref="RiskEnginePorts.Default"/>.</param>
    /// <returns>The references to work with, once every guardian is up.</returns>
    /// <exception cref="IOException">The store of nonces failed: without its marks an old nonce might be used again.</exception>
    /// <exception cref="InvalidActorNameException">The system runs an engine already.</exception>
    public static async Task<RiskEngineHandle> StartRiskEngine(
        this ActorSystem system,
        RiskEngineSettings settings,
        RiskEnginePorts? ports = null
    )
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(settings);
        system.Settings.InjectTopLevelFallback(RiskEngineSettings.Reference);
        await Rehearsal.Run(system, settings, (ports ?? RiskEnginePorts.Default).Time).ConfigureAwait(false);
        var plans = new List<GuardianPlan>();
        foreach (var session in settings.Sessions)
            plans.Add(await Plan(session, settings, ports ?? RiskEnginePorts.Default).ConfigureAwait(false));
        var supervisor = system.ActorOf(Props.Create(() => new RiskEngineSupervisor(plans)), Name);
        var engine = supervisor.Path;
        system.ActorOf(Props.Create(() => new LateCommands(engine)), $"{Name}-late-commands");
        CoordinatedShutdown
            .Get(system)
            .AddTask(CoordinatedShutdown.PhaseServiceStop, "stop-risk-engine", () => Stop(supervisor));
        var handle = await supervisor
            .Ask<RiskEngineHandle>(RiskEngineSupervisor.GetHandle.Instance, StopLimit)
            .ConfigureAwait(false);
        var toCancel = settings.Sessions.Where(session => session.CancelOnStop).Select(session => session.Key).ToList();
        if (toCancel.Count > 0)
            CoordinatedShutdown
                .Get(system)
                .AddTask(
                    CoordinatedShutdown.PhaseServiceRequestsDone,
                    "cancel-risk-engine-sessions",
                    () => CancelOnStop.Run(handle, toCancel, (ports ?? RiskEnginePorts.Default).Time)
                );
        return handle;
    }

    private static async Task<GuardianPlan> Plan(
        SessionSettings session,
        RiskEngineSettings settings,
        RiskEnginePorts ports
    )
    {
        var mark = await ports.NonceMarks.ReadAsync(session.Key).ConfigureAwait(false) switch
        {
            NonceMarkReading.Known known => known.Mark,
            NonceMarkReading.Failed failed => throw Unusable(failed.Failure),
            var other => throw new InvalidOperationException($"A reading that no rule knows: {other}."),
        };
        var now = Moment.Of(ports.Time);
        var nonces = new NonceSequence(session.NonceMode, session.NonceLimits, mark);
        var seed = ports.JitterSeed ?? (ulong)now.Wall.UtcTicks;
        var state = GuardianState.Initial(session.Key, session.Limits, nonces, ExchangeClock.StartingFrom(now), seed);
        var reserved = state.FirstReservation(now);
        if (await ports.NonceMarks.ReserveAsync(session.Key, reserved).ConfigureAwait(false) is StoreChange.Failed lost)
            throw Unusable(lost.Failure);
        var gateway = settings.Exchanges[session.Key.Exchange].Open(session.Exchange);
        return new GuardianPlan(
            session,
            settings.Supervision,
            gateway,
            ports.NonceMarks,
            ports.Time,
            new GuardianMemory(state.AfterReservation(reserved))
        );
    }

    private static IOException Unusable(StoreFailure failure) => new($"The store of nonces failed. {failure}");

    private static async Task<Done> Stop(IActorRef supervisor)
    {
        await supervisor.GracefulStop(StopLimit).ConfigureAwait(false);
        return Done.Instance;
    }
}
