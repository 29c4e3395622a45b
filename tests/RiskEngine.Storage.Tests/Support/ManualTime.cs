namespace RiskEngine.Storage.Tests;

/// <summary>A clock that goes on by 10 ms whenever somebody waits.</summary>
internal sealed class ManualTime : TimeProvider, IPassingTime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private TimeSpan _running = TimeSpan.FromHours(1);

    public TimeSpan Running => _running;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _running.Ticks;

    public override DateTimeOffset GetUtcNow() => Some.At + _running;

    public Task PassAsync()
    {
        _running += Step;
        return Task.CompletedTask;
    }
}
