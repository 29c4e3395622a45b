namespace RiskEngine.Simulator.Tests.Http;

/// <summary>Awaits a condition that another thread makes true; gives up loudly after a minute.</summary>
public static class Eventually
{
    public static async Task BeTrue(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        while (!condition())
        {
            limit.IsCancellationRequested.ShouldBeFalse($"never came true: {what}");
            await pulse.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
