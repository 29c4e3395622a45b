namespace RiskEngine.Host.Tests.Support;

/// <summary>A wall clock that stands until a test moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    internal void Pass(TimeSpan time) => _now += time;
}
