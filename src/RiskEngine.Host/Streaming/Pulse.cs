using System.Text.Json;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.Streaming;

/// <summary>Tells everyone who reads the stream how everything stands, again and again; that the next one comes shows that we are here.</summary>
internal sealed class Pulse(
    EngineReader reader,
    EventHub hub,
    EngineMeters meters,
    Func<AuditHealth> audit,
    ServiceSettings settings,
    TimeProvider time
)
{
    /// <summary>The stream's name for it.</summary>
    internal const string Name = "snapshot";

    internal async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(settings.SnapshotEvery, time);
        do
        {
            await BeatAsync();
        } while (await NextAsync(timer, stop));
    }

    private async Task BeatAsync()
    {
        var statuses = await reader.StatusesAsync();
        var killSwitch = await reader.KillSwitchAsync();
        meters.Observe([.. statuses.Select(one => (one.Key, one.Status))], killSwitch?.State);
        var snapshot = new Snapshot(
            time.GetUtcNow(),
            [.. statuses.Select(one => reader.View(one.Key, one.Status))],
            killSwitch is null ? null : KillSwitchView.Of(killSwitch),
            audit()
        );
        hub.Announce(Name, JsonSerializer.SerializeToUtf8Bytes(snapshot, ApiJson.Default.Snapshot));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
