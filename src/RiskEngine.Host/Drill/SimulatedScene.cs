using Akka.Actor;
using RiskEngine.Simulator;

namespace RiskEngine.Host.Drill;

/// <summary>A simulated exchange, whose own book is read, and strategies that trade on it.</summary>
internal sealed class SimulatedScene(
    DrillOptions options,
    RiskEngineSettings settings,
    GeminiSimulator simulator,
    TimeProvider time
) : IDrillScene
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestWaitForOrders = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>A time-based key has one nonce a second, and a small lead.</summary>
    private static readonly TimeSpan TimeBasedPace = TimeSpan.FromMilliseconds(600);

    public RiskEngineSettings Settings => settings;

    public bool IsReal => false;

    public string Exchange => $"simulated, faults {options.Faults}, seed {options.Seed}";

    public IReadOnlyList<string> Introduction =>
        [
            $"Drill against the simulated exchange on {simulator.BaseAddress}, faults: {options.Faults}, seed {options.Seed}",
            "Three sessions trade, then everything is engaged while orders keep coming ...",
        ];

    public DrillTraffic Traffic
    {
        get
        {
            var requests = simulator.World.Requests;
            return new DrillTraffic(requests.Count, requests.Count(request => request.IsExecuted));
        }
    }

    public IReadOnlyDictionary<SessionKey, TimeSpan> Paces { get; } =
        settings.Sessions.ToDictionary(
            session => session.Key,
            session => session.NonceMode is NonceMode.TimeBased ? TimeBasedPace : Pace
        );

    /// <summary>A drill that finds an empty book proves nothing, so it waits for orders, within reason.</summary>
    public async Task PrepareAsync(
        ActorSystem system,
        RiskEngineHandle engine,
        DrillProgress progress,
        CancellationToken stop
    )
    {
        await Task.Delay(options.Trading, time, stop);
        var start = time.GetTimestamp();
        while (
            progress.Sessions.Any(session => session.OpenNow == 0) && time.GetElapsedTime(start) < LongestWaitForOrders
        )
            await Task.Delay(Refresh, time, stop);
        foreach (var session in progress.Sessions)
        {
            var open = OpenOrdersOf(session.Session);
            progress.Change(session.Session, known => known with { OpenBefore = open });
        }
    }

    public void Look(DrillProgress progress)
    {
        foreach (var session in progress.Sessions)
        {
            var open = OpenOrdersOf(session.Session);
            progress.Change(session.Session, known => known with { OpenNow = open });
        }
    }

    public DrillBook BookOf(SessionKey session) =>
        DrillBook.Of(simulator.World.Orders.Where(order => order.Session == session.Alias.Value));

    private int OpenOrdersOf(SessionKey session) => simulator.World.OpenOrdersOf(session.Alias.Value).Count;
}
