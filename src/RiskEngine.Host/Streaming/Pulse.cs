using System.Text.Json;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Streaming;

/// <summary>
/// Tells everyone who reads the stream how everything stands: again and again, so that its silence tells that we are
/// gone, and at once when something changes that people wait for.
/// </summary>
internal sealed class Pulse(
    EngineReader reader,
    BeatWish wish,
    EventHub hub,
    EngineMeters meters,
    Func<AuditHealth> audit,
    Func<IReadOnlyList<LogHealth>> log,
    NodeName node,
    ServiceSettings settings,
    TimeProvider time
)
{
    /// <summary>The stream's name for it.</summary>
    internal const string Name = "snapshot";

    /// <summary>Between two beats at least, however much happens.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    internal async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await BeatAsync();
                await Task.Delay(Rest, time, stop);
                var left = settings.SnapshotEvery - Rest;
                await wish.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task BeatAsync()
    {
        // First, so that with an engagement the sessions are shown that obey it.
        var killSwitch = await reader.KillSwitchAsync();
        var readings = await reader.ReadAsync(farFor: settings.SnapshotEvery);
        // Each node counts its own.
        meters.Observe([.. readings.Select(one => (one.Key, one.On(node)))], killSwitch?.State);
        var snapshot = new Snapshot(
            time.GetUtcNow(),
            [.. readings.Select(reader.View)],
            killSwitch is null ? null : KillSwitchView.Of(killSwitch),
            audit(),
            log()
        );
        hub.Announce(Name, JsonSerializer.SerializeToUtf8Bytes(snapshot, ApiJson.Default.Snapshot));
    }
}
