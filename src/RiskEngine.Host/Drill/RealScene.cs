using Akka.Actor;

namespace RiskEngine.Host.Drill;

/// <summary>Sessions of a configuration, on the exchange that it names. No strategy places orders; what is open is pulled.</summary>
internal sealed class RealScene(RiskEngineSettings settings, TimeProvider time) : IDrillScene
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);

    public RiskEngineSettings Settings => settings;

    public bool IsReal => true;

    public string Exchange => $"real sessions on {string.Join(", ", AddressesOf(settings))}";

    public IReadOnlyList<string> Introduction =>
        [
            $"Drill with {Exchange}: their open orders are looked at, then pulled.",
            "The drill's memory is its own: no store is written, and no engine that runs elsewhere is halted.",
        ];

    public DrillTraffic? Traffic => null;

    public IReadOnlyDictionary<SessionKey, TimeSpan> Paces { get; } = new Dictionary<SessionKey, TimeSpan>();

    /// <summary>Where the sessions' requests go.</summary>
    internal static IReadOnlyList<Uri> AddressesOf(RiskEngineSettings settings) =>
        [.. settings.Sessions.Select(session => session.Exchange.RestBaseAddress).Distinct()];

    /// <summary>Looks at what is open. A session that cannot be looked at is pulled all the same.</summary>
    public async Task PrepareAsync(
        ActorSystem system,
        RiskEngineHandle engine,
        DrillProgress progress,
        CancellationToken stop
    )
    {
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(
            Props.Create(() => new OpenOrdersReader(engine.Router, progress, () => looked.TrySetResult())),
            "open-orders"
        );
        await Task.WhenAny(looked.Task, Task.Delay(LongestLook, time, stop));
        stop.ThrowIfCancellationRequested();
    }

    public DrillBook? BookOf(SessionKey session) => null;

    /// <summary>An engaged engine sends nothing but cancels and their checks, so what is left is what those saw.</summary>
    public void Look(DrillProgress progress)
    {
        foreach (var session in progress.Sessions)
            progress.Change(session.Session, known => known with { OpenNow = Left(known) });
    }

    private static int Left(SessionProgress session) =>
        session.Outcome switch
        {
            SessionCanceled => 0,
            SessionCancelPartial partial => partial.Rejects.Concat(partial.Open).Distinct().Count(),
            null or SessionCancelDenied or SessionCancelRejected or SessionCancelUnconfirmed => session.OpenNow,
            _ => throw ClosedUnion.Unhandled(session.Outcome),
        };
}
