using Akka.Actor;
using Akka.Configuration;
using Microsoft.AspNetCore.Builder;
using RiskEngine.AkkaCluster;
using RiskEngine.Host.Access;
using RiskEngine.Host.Alerting;
using RiskEngine.Host.Api;
using RiskEngine.Host.Cluster;
using RiskEngine.Host.Logging;
using RiskEngine.Host.Simulation;
using RiskEngine.Host.Streaming;
using RiskEngine.Host.Telemetry;
using RiskEngine.Hosting;
using RiskEngine.Storage;
using Serilog;

namespace RiskEngine.Host.Service;

/// <summary>An engine with its memory and its web front: started whole, stopped in order.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    /// <summary>
    /// How long the engine's last answers may be on their way to the callers: a packet that is lost twice in a row is
    /// sent again within three seconds (RFC 6298), and the rest is for a busy machine.
    /// </summary>
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(5);

    private readonly ServicePlan _plan;
    private readonly IReadOnlyList<LogOutput> _log;
    private readonly ActorSystem _system;
    private readonly EngineStore _store;
    private readonly EngineMeters _meters;
    private readonly PrometheusText _prometheus;
    private readonly WebApplication _web;
    private readonly Webhook? _webhook;
    private readonly ClusterToken? _clusterToken;
    private readonly HttpPeers? _peers;
    private readonly CancellationTokenSource _stopping = new();
    private readonly BeatWish _wish = new();
    private Task _pulse = Task.CompletedTask;

    private RunningService(ServicePlan plan, IReadOnlyList<LogOutput> log)
    {
        (_plan, _log) = (plan, log);
        _web = WebFront.Build(plan.Settings.Service, plan.Settings.Node, Log.Logger);
        _web.Services.StartOtlpExport();
        _meters = new EngineMeters(plan.Time);
        LogMeters.Measure(log, _meters.Meter);
        _prometheus = new PrometheusText(_meters.Meter);
        _webhook = plan.Settings.Alerts.Webhook is { } webhook ? new Webhook(webhook, plan.Time) : null;
        if (plan.Settings.Cluster is { Token: { } token } cluster)
        {
            _clusterToken = new ClusterToken(token);
            _peers = new HttpPeers(_clusterToken, cluster.ConnectTimeout, plan.Time);
        }

        _store = EngineStore.Open(
            plan.Settings.Store,
            plan.Settings.Node,
            plan.Time,
            failure => Log.Error("The audit trail cannot be written, and is tried again: {Failure}", $"{failure}"),
            plan.Settings.Cluster?.Terms
        );
        _system = AkkaNode.Start(plan.Settings.Cluster, ConfigurationFactory.ParseString(EngineLog.AkkaSettings));
    }

    /// <summary>Where it listens.</summary>
    internal Uri Address => WebFront.AddressOf(_web);

    /// <summary>Ends when the system does, also by itself, as that of a node does which the others go on without.</summary>
    internal Task Ended => _system.WhenTerminated;

    /// <summary>Why it ended; null: it was told to.</summary>
    internal CoordinatedShutdown.Reason? WhyEnded => CoordinatedShutdown.Get(_system).ShutdownReason;

    /// <summary>The engine.</summary>
    internal RiskEngineHandle Engine { get; private set; } = null!;

    /// <summary>Starts the engine, then the web front: whoever is let in finds it running.</summary>
    /// <param name="plan">What it runs with.</param>
    /// <param name="log">Where the log goes.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken, or the store of nonces cannot be read.</exception>
    internal static async Task<RunningService> StartAsync(
        ServicePlan plan,
        IReadOnlyList<LogOutput> log,
        CancellationToken stop
    )
    {
        // An engine may cancel as it starts: it must not, for a service that cannot be reached then.
        ListenRule.MustBeFree(plan.Settings.Service.Listen);
        var service = new RunningService(plan, log);
        try
        {
            await service.StartAsync(stop);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes no more calls, lets the engine answer what is pending, and closes its memory last.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        // The calls under way end with what the engine answers as it stops.
        using var cut = new CancellationTokenSource();
        var closing = _web.StopAsync(cut.Token);
        await _pulse;
        await _system.Terminate();
        // Neither a caller that takes no answer holds up the stop, nor one whose request never comes whole.
        cut.CancelAfter(LastAnswers);
        await closing;
        // Sends what was measured up to the end.
        await _web.DisposeAsync();
        _peers?.Dispose();
        _webhook?.Dispose();
        _prometheus.Dispose();
        _meters.Dispose();
        await _store.DisposeAsync();
        _wish.Dispose();
        _stopping.Dispose();
    }

    private async Task StartAsync(CancellationToken stop)
    {
        var (settings, service, time) = (_plan.Settings, _plan.Settings.Service, _plan.Time);
        var hub = new EventHub(service.EventsKept, service.MaxEventStreams, time);
        var last = new LastCancels();
        // Before the engine, so that it hears the first thing said.
        var watch = new EngineWatchPlan(hub, last, _meters, new EngineJournal(Log.Logger), _wish, time);
        _system.ActorOf(Props.Create(() => new EngineWatch(watch)), "engine-watch");
        var ports = _store.Ports(_peers) with { Time = time, Alerts = _webhook };
        Engine = settings.Cluster is { IsOverAkka: true }
            ? await _system.StartClusteredRiskEngine(settings, ports)
            : await _system.StartRiskEngine(settings, ports);

        var killSwitch = Engine.KillSwitch;
        var engageCalls = _system.ActorOf(Props.Create(() => new EngageCalls(killSwitch, last.Note)), EngageCalls.Name);
        var places = settings.Sessions.ToDictionary(
            session => session.Key,
            session => Venue.Of(session.Exchange.RestBaseAddress)
        );
        var venues = Venue.AllOf(settings.Sessions.Select(session => session.Exchange.RestBaseAddress));
        var reader = new EngineReader(Engine, settings.Node, places, last, time);
        var browsers = new BrowserSessions(service.SignIn, time);
        var throttle = new SignInThrottle(service.SignIn, time);
        var calls = new CallAudit(_store.Audit, settings.Node, time);
        var idempotency = new Idempotency(service.RememberedCalls);
        var parts = new ApiParts(
            new SessionsApi(Engine, reader, idempotency, settings, LogHealth),
            new KillSwitchApi(engageCalls, Engine, reader, idempotency, settings),
            new AuditApi(_store.AuditTrail),
            new EventsApi(hub, browsers, _stopping.Token),
            new SignInApi(_plan.Operators, browsers, throttle, calls, service.SignIn, venues),
            new HealthApi(reader, LogHealth),
            _prometheus,
            _clusterToken is not null && Engine.Peers is { } peers
                ? new PeerApi(peers, settings.Sessions[0].Limits.LongestDeadline + service.SnapshotEvery)
                : null
        );
        var strangers = new SignInThrottle(service.SignIn, time);
        var access = new AccessRules(_plan.Operators, browsers, throttle, strangers, calls, venues, _clusterToken);
        WebFront.Map(_web, parts, access, Log.Logger);
        await _web.StartAsync(stop);
        _pulse = new Pulse(reader, _wish, hub, _meters, AuditHealth, LogHealth, settings.Node, service, time).RunAsync(
            _stopping.Token
        );
        if (settings.Simulator is { IsEnabled: true, HasStrategies: true })
            DemoDesk.Open(_system, Engine, settings, time);
    }

    private IReadOnlyList<LogHealth> LogHealth() => Api.LogHealth.Of(_log);

    private AuditHealth AuditHealth()
    {
        var report = _store.AuditReport;
        return new AuditHealth(report.Kept, report.Waiting, report.Lost, report.Failure?.Fault.Name());
    }
}
