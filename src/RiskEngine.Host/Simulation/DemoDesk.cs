using System.Globalization;
using Akka.Actor;

namespace RiskEngine.Host.Simulation;

/// <summary>The strategies of the simulation, one a session.</summary>
internal static class DemoDesk
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(700);

    /// <summary>A time-based key has one nonce a second, and a small lead.</summary>
    private static readonly TimeSpan TimeBasedPace = TimeSpan.FromMilliseconds(1700);

    internal static void Open(
        ActorSystem system,
        RiskEngineHandle engine,
        RiskEngineSettings settings,
        TimeProvider time
    )
    {
        var run = time.GetUtcNow().ToUnixTimeSeconds().ToString("x", CultureInfo.InvariantCulture);
        foreach (var (session, most) in settings.Sessions.Select((session, i) => (session, 18 + 5 * (i % 3))))
        {
            var pace = session.NonceMode is NonceMode.TimeBased ? TimeBasedPace : Pace;
            system.ActorOf(
                Props.Create(() => new DemoStrategy(session.Key, engine.Router, pace, most, run)),
                $"demo-{session.Key.Alias}"
            );
        }
    }
}
