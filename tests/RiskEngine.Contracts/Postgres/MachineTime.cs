namespace RiskEngine.Contracts.Postgres;

/// <summary>The machine's clock, which a server goes by too.</summary>
internal sealed class MachineTime : IPassingTime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public TimeSpan Running => Moment.Of(TimeProvider.System).Running;

    public Task PassAsync() => Task.Delay(Step, TimeProvider.System);
}
