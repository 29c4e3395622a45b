namespace RiskEngine.Gemini;

/// <summary>When each lane made its latest connection. Safe for concurrent use.</summary>
internal sealed class LaneConnections(TimeProvider time)
{
    private long _cancel;
    private long _order;

    internal void Made(Lane lane) => Interlocked.Exchange(ref Of(lane), time.GetUtcNow().UtcTicks);

    internal DateTimeOffset? Latest(Lane lane) =>
        Interlocked.Read(ref Of(lane)) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    private ref long Of(Lane lane) => ref lane == Lane.Cancel ? ref _cancel : ref _order;
}
