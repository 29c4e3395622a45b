using Microsoft.Extensions.Time.Testing;

namespace RiskEngine.Storage.Tests;

/// <summary>A clock that goes on, by 10 ms, only when somebody waits for something; timers that are due fire then.</summary>
internal sealed class SteppingTime() : FakeTimeProvider(Some.At), IPassingTime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public TimeSpan Running => Moment.Of(this).Running;

    public Task PassAsync()
    {
        Advance(Step);
        return Task.CompletedTask;
    }
}
